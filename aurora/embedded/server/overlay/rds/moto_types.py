"""moto's classes without their types.

The overlay's operations take other arguments than moto's of the same name, and its models hold
attributes that are set from tables: declared as moto types them, neither could be checked.
"""

from __future__ import annotations

from typing import Any

from moto.rds.models import DBSubnetGroup, RDSBackend, RDSBaseModel
from moto.rds.responses import RDSResponse

__all__ = ["MotoBackend", "MotoModel", "MotoResponses", "MotoSubnetGroup"]

MotoBackend: Any = RDSBackend
MotoModel: Any = RDSBaseModel
MotoResponses: Any = RDSResponse
MotoSubnetGroup: Any = DBSubnetGroup
