"""The plan half: generic over types, driven by the facts. It makes no call."""
