"""Starts the pack; the engine runs it with `--policy-pack policies`."""

from policies.registry import rules
from policies.servicer import serve

serve(rules())
