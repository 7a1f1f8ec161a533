"""What an estate looks like and costs. Empty so far: its place in the layers is kept."""
