"""Rules on alarms, events and logs."""
