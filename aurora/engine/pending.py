"""Operations that were under way when the engine was killed, as they stand in the state.

An engine that is asked to stop leaves none. One that is killed leaves the name and the inputs of
what it was doing, and the next one would create a second time what AWS may have already. Where an
input is the id, the resource is taken into the state as if it had been made: a refresh then reads
it from AWS, and takes it out again when it is not there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

__all__ = ["Settled", "settle"]

CREATING: Final = "creating"

IDENTITIES: Final[Mapping[str, str]] = tomllib.loads(
    files("aurora.engine").joinpath("identities.toml").read_text(encoding="utf-8")
)["inputs"]
"""The input that is the id, by type."""


@dataclass(frozen=True)
class Settled:
    """A deployment without pending operations.

    Attributes:
        deployment: The deployment, to be written and then refreshed.
        adopted: URNs of resources that were taken in to be looked up.
        unknown: URNs of resources that AWS may have although the state does not say so.
    """

    deployment: Mapping[str, Any]
    adopted: tuple[str, ...]
    unknown: tuple[str, ...]


def settle(deployment: Mapping[str, Any]) -> Settled:
    """Return a deployment with its pending creates taken in where they can be looked up.

    Updates and deletes need nothing: their resources are in the state, and a refresh reads them.
    """
    resources: list[dict[str, Any]] = list(deployment.get("resources") or ())
    present = {resource["urn"] for resource in resources}
    adopted: list[str] = []
    unknown: list[str] = []
    for operation in deployment.get("pending_operations") or ():
        resource = operation["resource"]
        if operation["type"] != CREATING or not resource.get("custom"):
            continue
        identity = (resource.get("inputs") or {}).get(IDENTITIES.get(resource["type"], ""))
        # A replacement has the name of what it replaces, and a state holds a name once.
        if isinstance(identity, str) and identity and resource["urn"] not in present:
            resources.append({**resource, "id": identity})
            present.add(resource["urn"])
            adopted.append(resource["urn"])
        else:
            unknown.append(resource["urn"])
    settled = {**deployment, "resources": resources, "pending_operations": []}
    return Settled(settled, tuple(adopted), tuple(unknown))
