"""What must never exist: the policy pack. One rule a file, one folder an area.

The pack judges any program's resources by their wire properties; it knows nothing of our
components.
"""
