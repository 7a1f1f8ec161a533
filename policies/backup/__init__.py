"""Rules on snapshots and backup plans."""
