"""Rules on cluster and instance parameter groups."""
