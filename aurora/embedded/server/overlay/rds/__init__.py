"""RDS of the embedded AWS: Aurora clusters and everything around them, over moto's RDS."""

from __future__ import annotations

from typing import Any

from moto.rds import models, urls

from .backend import Backend
from .cluster import Cluster
from .parameter_responses import ParameterResponses

__all__ = ["install"]


def install() -> None:
    """Have moto serve RDS with the overlay's backend, models and operations."""
    backends: Any = models.rds_backends
    backends.backend = Backend
    replaced: Any = models
    replaced.DBCluster = Cluster
    paths: Any = urls.url_paths
    paths["{0}/$"] = ParameterResponses.dispatch
