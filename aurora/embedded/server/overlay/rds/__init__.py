"""RDS of the embedded AWS: Aurora clusters and everything around them, over moto's RDS."""

from __future__ import annotations

from moto.rds import models, urls

from ..patching import replace
from .backend import Backend
from .cluster import Cluster
from .parameter_responses import ParameterResponses

__all__ = ["install"]


def install() -> None:
    """Have moto serve RDS with the overlay's backend, models and operations."""
    replace(models.rds_backends, backend=Backend)
    replace(models, DBCluster=Cluster)
    replace(urls, url_paths={"{0}/$": ParameterResponses.dispatch})
