"""`aws:rds/proxyEndpoint:ProxyEndpoint`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags
from aurora.embedded.provider.calls.waits import GONE, wait

__all__ = ["ProxyEndpoint"]

_GONE = ("DBProxyNotFoundFault", "DBProxyEndpointNotFoundFault")
_UNSETTLED = ("creating", "modifying")
_FIELDS = {
    "arn": "DBProxyEndpointArn",
    "dbProxyEndpointName": "DBProxyEndpointName",
    "dbProxyName": "DBProxyName",
    "endpoint": "Endpoint",
    "isDefault": "IsDefault",
    "targetRole": "TargetRole",
    "vpcId": "VpcId",
    "vpcSecurityGroupIds": "VpcSecurityGroupIds",
    "vpcSubnetIds": "VpcSubnetIds",
}


class ProxyEndpoint(Calls):
    """A further endpoint of a proxy; its id is `dbProxyName/dbProxyEndpointName`."""

    type = "aws:rds/proxyEndpoint:ProxyEndpoint"

    def create(self, call: Call) -> None:
        """Create the endpoint and wait until it is available."""
        inputs = call.inputs
        proxy, name = inputs["dbProxyName"], inputs["dbProxyEndpointName"]
        with doing(call, f"creating RDS DB Proxy Endpoint ({proxy}/{name})"):
            send(
                call,
                "CreateDBProxyEndpoint",
                {
                    "DBProxyEndpointName": name,
                    "DBProxyName": proxy,
                    "Tags": pack("rds", inputs.get("tagsAll")) or None,
                    "TargetRole": inputs.get("targetRole") or "READ_WRITE",
                    "VpcSubnetIds": inputs["vpcSubnetIds"],
                    **given(inputs, {"VpcSecurityGroupIds": "vpcSecurityGroupIds"}),
                },
            )
        call.id = f"{proxy}/{name}"
        _wait(call, "create")

    def read(self, call: Call) -> Properties | None:
        """Return the endpoint; an id of another form is that of no endpoint."""
        endpoint = _described(call)
        if endpoint is None:
            return None
        with doing(call, f"listing tags for RDS DB Proxy Endpoint ({call.id})"):
            tags = read_tags(call, "rds", endpoint["DBProxyEndpointArn"])
        return {
            **{prop: endpoint.get(field) for prop, field in _FIELDS.items()},
            "tagsAll": tags,
        }

    def update(self, call: Call) -> None:
        """Replace the security groups."""
        if "vpcSecurityGroupIds" in call.changed:
            with doing(call, f"updating RDS DB Proxy Endpoint ({call.id})"):
                send(
                    call,
                    "ModifyDBProxyEndpoint",
                    {
                        "DBProxyEndpointName": call.id.partition("/")[2],
                        "VpcSecurityGroupIds": call.inputs.get("vpcSecurityGroupIds") or [],
                    },
                )
            _wait(call, "update")
        sync_tags(call, "rds", call.prior["arn"])

    def delete(self, call: Call) -> None:
        """Delete the endpoint and wait until it is gone."""
        with doing(call, f"deleting RDS DB Proxy Endpoint ({call.id})"), ignoring(*_GONE):
            name = call.id.partition("/")[2]
            send(call, "DeleteDBProxyEndpoint", {"DBProxyEndpointName": name})
        wait(
            call,
            f"waiting for RDS DB Proxy Endpoint ({call.id}) delete",
            lambda: _status(call),
            GONE,
            ("deleting",),
        )


def _described(call: Call) -> Mapping[str, Any] | None:
    proxy, slash, name = call.id.partition("/")
    if not slash or not name or "/" in name:
        return None
    try:
        endpoints = listed(
            call,
            "DescribeDBProxyEndpoints",
            "DBProxyEndpoints",
            {"DBProxyEndpointName": name, "DBProxyName": proxy},
        )
    except ClientError as error:
        if is_error(error, *_GONE):
            return None
        call.fail(f"reading RDS DB Proxy Endpoint ({call.id})", error)
    names = [(entry["DBProxyName"], entry["DBProxyEndpointName"]) for entry in endpoints]
    return endpoints[0] if names == [(proxy, name)] else None


def _status(call: Call) -> str | None:
    endpoint = _described(call)
    return endpoint["Status"] if endpoint else None


def _wait(call: Call, doing_what: str) -> None:
    wait(
        call,
        f"waiting for RDS DB Proxy Endpoint ({call.id}) {doing_what}",
        lambda: _status(call),
        ("available",),
        _UNSETTLED,
    )
