"""Metrics, and the dimension under which AWS publishes each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from aurora.catalogue.data import facts
from aurora.catalogue.engines import ENGINES
from aurora.catalogue.features import supports
from aurora.catalogue.versions import Version

__all__ = ["NAMESPACE", "Metric", "metric", "metrics", "published"]

NAMESPACE: str = facts("metrics")["source"]["namespace"]

DIMENSIONS = {"cluster": "DBClusterIdentifier", "instance": "DBInstanceIdentifier"}


@dataclass(frozen=True, kw_only=True)
class Metric:
    """A CloudWatch metric of Aurora.

    Attributes:
        name: As CloudWatch spells it.
        per: `cluster` or `instance`.
        unit: Unit as CloudWatch spells it.
        engines: The engines that publish it.
        where: `everywhere`; `other-regions` (only outside the writing region of a global
            database); `reader` or `writer` (only by such instances).
        serverless: `also`, `only` or `never` for db.serverless instances.
        feature: A feature of the catalogue that a version needs to publish it; may be empty.
    """

    name: str
    per: Literal["cluster", "instance"]
    unit: str
    engines: tuple[str, ...] = ENGINES
    where: Literal["everywhere", "other-regions", "reader", "writer"] = "everywhere"
    serverless: Literal["also", "only", "never"] = "also"
    feature: str = ""

    @property
    def dimension(self) -> str:
        """The dimension's name: `DBClusterIdentifier` or `DBInstanceIdentifier`."""
        return DIMENSIONS[self.per]


@cache
def metrics() -> dict[str, Metric]:
    """Return every metric by name."""
    return {
        name: Metric(name=name, **(entry | {"engines": tuple(entry.get("engines", ENGINES))}))
        for name, entry in facts("metrics")["metrics"].items()
    }


def metric(name: str) -> Metric:
    """Return one metric; a KeyError means that Aurora publishes none of that name."""
    return metrics()[name]


def published(found: Metric, version: Version, *, serverless: bool = False) -> bool:
    """Tell whether instances of a version publish a metric."""
    capacity = found.serverless != ("never" if serverless else "only")
    by_version = not found.feature or supports(found.feature, version)
    return version.engine in found.engines and capacity and by_version
