"""Rules of RDS types."""

from __future__ import annotations

from typing import Any

from aurora.embedded.provider.calls.rds_versions import is_newer
from aurora.embedded.provider.plan.rules.registry import Planned, plans


@plans("aws:rds/cluster:Cluster")
def cluster(planned: Planned) -> None:
    """A version only goes up; a storage type replaces a cluster that is not Aurora's."""
    if not planned.prior:
        return
    running = planned.prior.get("engineVersionActual")
    written = planned.values.get("engineVersion")
    known = isinstance(running, str) and isinstance(written, str)
    if "engineVersion" in planned.changed and known and not is_newer(written, running):
        planned.keep("engineVersion")  # AWS upgrades by itself and never goes back
    engine = str(planned.inputs.get("engine", ""))
    if "storageType" in planned.changed and engine and not engine.startswith("aurora"):
        planned.replaces.add("storageType")


@plans("aws:rds/parameterGroup:ParameterGroup")
def parameter_group(planned: Planned) -> None:
    """The apply method of a parameter that keeps its value does not change."""
    before = {_pair(item): item for item in planned.prior.get("parameters") or ()}
    items = planned.values.get("parameters")
    if "parameters" in planned.changed and isinstance(items, list):
        planned.values["parameters"] = [before.get(_pair(item), item) for item in items]


def _pair(parameter: Any) -> tuple[str, str]:
    if not isinstance(parameter, dict):
        return "", ""
    return str(parameter.get("name", "")).lower(), str(parameter.get("value", ""))
