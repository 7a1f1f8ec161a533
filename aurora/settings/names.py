"""The names in AWS that follow from a stack: application, stack, region, key."""

from __future__ import annotations

__all__ = ["cluster_identifier", "estate_name", "instance_identifier"]


def estate_name(application: str, stack: str) -> str:
    """Return the first part of every name, and the identifier of a global cluster."""
    return f"{application}-{stack}"


def cluster_identifier(application: str, stack: str, region: str) -> str:
    """Return the identifier of the cluster in a region: unique across regions, without a role."""
    return f"{estate_name(application, stack)}-{region}"


def instance_identifier(cluster: str, key: int) -> str:
    """Return the identifier of an instance by its key."""
    return f"{cluster}-instance-{key}"
