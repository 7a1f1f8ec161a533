"""Rules on tags, regions, names and cost."""
