"""A scanner that nobody here wrote looks at what the stacks made, and the pack must say the same.

Not part of `make test`: the scanner is installed into an environment of its own and takes minutes.
"""
