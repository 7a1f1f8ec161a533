"""How many resources of each service the embedded AWS holds: what `aurora local status` shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sized
from typing import Any

from moto.core.base_backend import BackendDict

__all__ = ["by_service"]

# Service -> the collections of its moto backend that hold what a user made.
_COLLECTIONS: dict[str, tuple[str, ...]] = {
    "rds": (
        "clusters",
        "databases",
        "global_clusters",
        "subnet_groups",
        "db_cluster_parameter_groups",
        "db_parameter_groups",
        "db_proxies",
        "event_subscriptions",
        "cluster_snapshots",
        "database_snapshots",
    ),
    "kms": ("keys",),
    "secretsmanager": ("secrets",),
    "sns": ("topics",),
    "logs": ("groups",),
    "cloudwatch": ("alarms", "dashboards"),
    "iam": ("roles", "users"),
    "events": ("rules",),
    "backup": ("vaults", "plans"),
    "applicationautoscaling": ("policies",),
    "route53": ("zones",),
    "s3": ("buckets",),
    "dynamodb": ("tables",),
}


def by_service() -> dict[str, int]:
    """Return the number of resources by service, without services that have none."""
    found: Counter[str] = Counter()
    backends: Any = BackendDict
    for service in list(backends._instances):
        for _, _, backend in service.iter_backends():
            for collection in _COLLECTIONS.get(service.service_name, ()):
                held = getattr(backend, collection, ())
                found[service.service_name] += len(held) if isinstance(held, Sized) else 0
    return {name: number for name, number in sorted(found.items()) if number}
