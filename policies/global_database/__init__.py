"""Rules on global databases and their members."""
