"""What is done to a running database. Empty so far: its place in the layers is kept."""
