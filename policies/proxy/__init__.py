"""Rules on RDS Proxy."""
