"""What stands behind a proxy: its default target group and the targets in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.waits import wait

__all__ = ["ProxyDefaultTargetGroup", "ProxyTarget"]

_GONE = "DBProxyNotFoundFault"
_TARGET_GONE = (_GONE, "DBProxyTargetGroupNotFoundFault", "DBProxyTargetNotFoundFault")
_DEFAULT = "default"
_INSTANCE = "RDS_INSTANCE"
_NUMBERS = {
    "connectionBorrowTimeout": "ConnectionBorrowTimeout",
    "maxConnectionsPercent": "MaxConnectionsPercent",
    "maxIdleConnectionsPercent": "MaxIdleConnectionsPercent",
}
_ONLY_FULL = {"initQuery": "InitQuery", "sessionPinningFilters": "SessionPinningFilters"}
_TARGET = {
    "endpoint": "Endpoint",
    "port": "Port",
    "rdsResourceId": "RdsResourceId",
    "targetArn": "TargetArn",
    "trackedClusterId": "TrackedClusterId",
    "type": "Type",
}


class ProxyDefaultTargetGroup(Calls):
    """The pool settings of a proxy: the group is there from the start and never goes."""

    type = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup"

    def create(self, call: Call) -> None:
        """Set the pool settings; the id is the proxy's name."""
        self._put(call, "create")

    def read(self, call: Call) -> Properties | None:
        """Return the settings, also those that the program does not name."""
        group = _default_group(call, call.id)
        if group is None:
            return None
        pool = group.get("ConnectionPoolConfig") or {}
        return {
            "arn": group.get("TargetGroupArn", ""),
            "connectionPoolConfig": {
                **{prop: pool.get(field, 0) for prop, field in _NUMBERS.items()},
                "initQuery": pool.get("InitQuery", ""),
                "sessionPinningFilters": pool.get("SessionPinningFilters", []),
            },
            "dbProxyName": group["DBProxyName"],
            "name": group["TargetGroupName"],
        }

    def update(self, call: Call) -> None:
        """Set the pool settings again; an empty query and empty filters cannot be sent."""
        self._put(call, "update")

    def delete(self, call: Call) -> None:
        """Call nothing: the settings stay with the proxy."""

    def _put(self, call: Call, doing_what: str) -> None:
        proxy = call.inputs["dbProxyName"]
        pool = call.inputs.get("connectionPoolConfig")
        config = None
        if pool:
            config = {
                **{field: pool.get(prop) or 0 for prop, field in _NUMBERS.items()},
                **{field: pool[prop] for prop, field in _ONLY_FULL.items() if pool.get(prop)},
            }
        with doing(call, f"updating RDS DB Proxy Default Target Group ({proxy})"):
            send(
                call,
                "ModifyDBProxyTargetGroup",
                {
                    "ConnectionPoolConfig": config,
                    "DBProxyName": proxy,
                    "TargetGroupName": _DEFAULT,
                },
            )
        call.id = proxy
        wait(
            call,
            f"waiting for RDS DB Proxy Default Target Group ({proxy}) {doing_what}",
            lambda: (_default_group(call, proxy) or {}).get("Status"),
            ("available",),
            ("modifying",),
        )


class ProxyTarget(Calls):
    """A cluster or instance behind a proxy; its id is `proxy/group/TYPE/identifier`."""

    type = "aws:rds/proxyTarget:ProxyTarget"

    def create(self, call: Call) -> None:
        """Register the target, again while its instances are still being created."""
        inputs = call.inputs
        proxy, group = inputs["dbProxyName"], inputs["targetGroupName"]
        cluster, instance = inputs.get("dbClusterIdentifier"), inputs.get("dbInstanceIdentifier")
        request = {
            "DBClusterIdentifiers": [cluster] if cluster else None,
            "DBInstanceIdentifiers": [instance] if instance else None,
            "DBProxyName": proxy,
            "TargetGroupName": group,
        }
        with doing(call, f"registering RDS DB Proxy Target ({proxy}/{group})"):
            answer = retrying(
                call,
                lambda error: is_error(
                    error,
                    "InvalidDBInstanceState",
                    "InvalidDBInstanceStateFault",
                    text="CREATING",
                ),
                lambda: send(call, "RegisterDBProxyTargets", request),
                minutes=5,
            )
        target = answer["DBProxyTargets"][0]
        call.id = f"{proxy}/{group}/{target['Type']}/{target.get('RdsResourceId', '')}"

    def read(self, call: Call) -> Properties | None:
        """Return the target that the id names."""
        proxy, group, kind, identifier = _parsed(call.id)
        if not identifier:
            return None
        try:
            targets = listed(
                call,
                "DescribeDBProxyTargets",
                "Targets",
                {"DBProxyName": proxy, "TargetGroupName": group},
            )
        except ClientError as error:
            if is_error(error, *_TARGET_GONE):
                return None
            call.fail(f"reading RDS DB Proxy Target ({call.id})", error)
        same = [
            entry
            for entry in targets
            if (entry.get("Type"), entry.get("RdsResourceId")) == (kind, identifier)
        ]
        if len(same) != 1:
            return None
        own = "dbInstanceIdentifier" if kind == _INSTANCE else "dbClusterIdentifier"
        return {
            **{prop: same[0].get(field, "") for prop, field in _TARGET.items()},
            "dbProxyName": proxy,
            own: identifier,
            "port": same[0].get("Port", 0),
            "targetGroupName": group,
        }

    def update(self, call: Call) -> None:
        """Refuse: every change makes a new target.

        Raises:
            CallError: always.
        """
        raise CallError(f"updating RDS DB Proxy Target ({call.id}): nothing changes in place")

    def delete(self, call: Call) -> None:
        """Deregister the target."""
        proxy, group, kind, identifier = _parsed(call.id)
        own = "DBInstanceIdentifiers" if kind == _INSTANCE else "DBClusterIdentifiers"
        request = {"DBProxyName": proxy, "TargetGroupName": group, own: [identifier]}
        with (
            doing(call, f"deregistering RDS DB Proxy Target ({call.id})"),
            ignoring(*_TARGET_GONE),
        ):
            send(call, "DeregisterDBProxyTargets", request)


def _default_group(call: Call, proxy: str) -> Mapping[str, Any] | None:
    try:
        groups = listed(call, "DescribeDBProxyTargetGroups", "TargetGroups", {"DBProxyName": proxy})
    except ClientError as error:
        if is_error(error, _GONE):
            return None
        call.fail(f"reading RDS DB Proxy Default Target Group ({proxy})", error)
    defaults = [entry for entry in groups if entry.get("IsDefault")]
    return defaults[0] if len(defaults) == 1 else None


def _parsed(identity: str) -> tuple[str, str, str, str]:
    """Return the four parts of an id; empty ones when it has another form."""
    parts = identity.split("/")
    if len(parts) != 4 or not all(parts):
        return ("", "", "", "")
    return (parts[0], parts[1], parts[2], parts[3])
