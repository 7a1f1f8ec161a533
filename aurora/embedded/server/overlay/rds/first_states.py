"""What AWS answers to the call that begins a change: the state of a thing on its way.

The change itself is done at once here, so the next read tells of its end.
"""

from __future__ import annotations

import copy
from typing import Any

__all__ = ["on_its_way"]

# Operation -> member of its answer (empty where the answer is the thing itself), attributes.
# Source: the examples of the AWS CLI of each operation.
_STATES: dict[str, tuple[str, dict[str, Any]]] = {
    "CreateDBCluster": ("DBCluster", {"status": "creating"}),
    "CreateDBClusterEndpoint": ("", {"status": "creating"}),
    "CreateDBClusterSnapshot": (
        "DBClusterSnapshot",
        {"status": "creating", "percent_progress": 0},
    ),
    "CreateDBInstance": ("DBInstance", {"db_instance_status": "creating"}),
    "CreateDBProxyEndpoint": ("DBProxyEndpoint", {"status": "creating"}),
    "CreateEventSubscription": ("EventSubscription", {"status": "creating"}),
    "ModifyDBClusterEndpoint": ("", {"status": "modifying"}),
    "ModifyEventSubscription": ("EventSubscription", {"status": "modifying"}),
    "RebootDBInstance": ("DBInstance", {"db_instance_status": "rebooting"}),
    "RestoreDBClusterFromSnapshot": ("DBCluster", {"status": "creating"}),
    "RestoreDBClusterToPointInTime": ("DBCluster", {"status": "creating"}),
}


def on_its_way(operation: str, result: Any) -> Any:
    """Return the answer of an operation with the states that AWS gives it.

    Args:
        operation: Name of the operation.
        result: What the operation made or changed; it is not touched.
    """
    if operation not in _STATES:
        return result
    member, attributes = _STATES[operation]
    thing = copy.copy(result[member] if member else result)
    for name, state in attributes.items():
        setattr(thing, name, state)
    return {**result, member: thing} if member else thing
