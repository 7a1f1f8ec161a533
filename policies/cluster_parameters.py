"""The parameters that a cluster runs with, as far as its program says."""

from __future__ import annotations

from collections.abc import Mapping

from aurora.values import UNKNOWN
from policies.estate import Estate
from policies.tokens import CLUSTER_PARAMETER_GROUP
from policies.view import Undecided, View

__all__ = ["parameters"]


def parameters(cluster: View, estate: Estate) -> Mapping[str, str] | None:
    """Return the parameters of the cluster's own group by name.

    Empty where the cluster uses a default group; None where its group stands outside the program.
    Raises Undecided where a value is not known yet.
    """
    groups = estate.linked(cluster, "dbClusterParameterGroupName", CLUSTER_PARAMETER_GROUP)
    name = cluster.get("dbClusterParameterGroupName")
    if not groups:
        own = name is not None and not (isinstance(name, str) and name.startswith("default."))
        return None if own else {}
    found: dict[str, str] = {}
    for parameter in groups[0].mappings("parameters"):
        if UNKNOWN in (parameter.get("name"), parameter.get("value")):
            raise Undecided("dbClusterParameterGroupName")
        found[str(parameter.get("name"))] = str(parameter.get("value"))
    return found
