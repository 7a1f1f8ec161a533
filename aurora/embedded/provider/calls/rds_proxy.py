"""`aws:rds/proxy:Proxy`."""

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

__all__ = ["Proxy"]

_GONE = "DBProxyNotFoundFault"
_TAGS = frozenset({"tags", "tagsAll"})
_AUTH = {
    "AuthScheme": "authScheme",
    "ClientPasswordAuthType": "clientPasswordAuthType",
    "Description": "description",
    "IAMAuth": "iamAuth",
    "SecretArn": "secretArn",
    "UserName": "username",
}
_ALWAYS_READ = frozenset({"authScheme", "clientPasswordAuthType", "iamAuth"})
_AT_CREATE = {
    "DebugLogging": "debugLogging",
    "DefaultAuthScheme": "defaultAuthScheme",
    "EndpointNetworkType": "endpointNetworkType",
    "IdleClientTimeout": "idleClientTimeout",
    "RequireTLS": "requireTls",
    "TargetConnectionNetworkType": "targetConnectionNetworkType",
    "VpcSecurityGroupIds": "vpcSecurityGroupIds",
}
_AT_UPDATE = {
    "DefaultAuthScheme": "defaultAuthScheme",
    "IdleClientTimeout": "idleClientTimeout",
    "SecurityGroups": "vpcSecurityGroupIds",
}
_TEXTS = {
    "arn": "DBProxyArn",
    "defaultAuthScheme": "DefaultAuthScheme",
    "endpoint": "Endpoint",
    "endpointNetworkType": "EndpointNetworkType",
    "engineFamily": "EngineFamily",
    "name": "DBProxyName",
    "roleArn": "RoleArn",
    "targetConnectionNetworkType": "TargetConnectionNetworkType",
}


class Proxy(Calls):
    """A proxy. A new name renames it in place, and with the name its id in AWS changes.

    The engine keeps the id it got from the create, so that only the name in the state says which
    proxy is meant.
    """

    type = "aws:rds/proxy:Proxy"

    def create(self, call: Call) -> None:
        """Create the proxy and wait until it is available."""
        inputs = call.inputs
        name = inputs["name"]
        with doing(call, f"creating RDS DB Proxy ({name})"):
            answer = send(
                call,
                "CreateDBProxy",
                {
                    "Auth": _auths(inputs),
                    "DBProxyName": name,
                    "EngineFamily": inputs["engineFamily"],
                    "RoleArn": inputs["roleArn"],
                    "Tags": pack("rds", inputs.get("tagsAll")) or None,
                    "VpcSubnetIds": inputs["vpcSubnetIds"],
                    **given(inputs, _AT_CREATE),
                },
            )
        call.id = answer["DBProxy"]["DBProxyName"]
        _wait(call, call.id, "create", "creating")

    def read(self, call: Call) -> Properties | None:
        """Return the proxy."""
        name = call.inputs.get("name") or call.id
        proxy = _described(call, name)
        if proxy is None:
            return None
        with doing(call, f"listing tags for RDS DB Proxy ({name})"):
            tags = read_tags(call, "rds", proxy["DBProxyArn"])
        return {
            **{prop: proxy.get(field, "") for prop, field in _TEXTS.items()},
            "auths": [_auth(entry) for entry in proxy.get("Auth", [])],
            "debugLogging": proxy.get("DebugLogging", False),
            "idleClientTimeout": proxy.get("IdleClientTimeout", 0),
            "requireTls": proxy.get("RequireTLS", False),
            "tagsAll": tags,
            "vpcSecurityGroupIds": proxy.get("VpcSecurityGroupIds", []),
            "vpcSubnetIds": proxy.get("VpcSubnetIds", []),
        }

    def update(self, call: Call) -> None:
        """Send one modification that always holds the flags, the role and the authentication."""
        inputs, name = call.inputs, call.prior.get("name") or call.id
        if call.changed - _TAGS:
            with doing(call, f"updating RDS DB Proxy ({name})"):
                send(
                    call,
                    "ModifyDBProxy",
                    {
                        "Auth": _auths(inputs),
                        "DBProxyName": name,
                        "DebugLogging": bool(inputs.get("debugLogging")),
                        "NewDBProxyName": inputs["name"],
                        "RequireTLS": bool(inputs.get("requireTls")),
                        "RoleArn": inputs["roleArn"],
                        **given(inputs, _AT_UPDATE),
                    },
                )
            call.id = inputs["name"]
            _wait(call, call.id, "update", "modifying")
        sync_tags(call, "rds", call.prior["arn"])

    def delete(self, call: Call) -> None:
        """Delete the proxy, and with it its target group, and wait until it is gone."""
        name = call.prior.get("name") or call.id
        with doing(call, f"deleting RDS DB Proxy ({name})"), ignoring(_GONE):
            send(call, "DeleteDBProxy", {"DBProxyName": name})
        wait(
            call,
            f"waiting for RDS DB Proxy ({name}) delete",
            lambda: _status(call, name),
            GONE,
            ("deleting",),
        )


def _auths(inputs: Properties) -> list[dict[str, Any]]:
    return [given(entry, _AUTH) for entry in inputs.get("auths") or []]


def _auth(entry: Mapping[str, Any]) -> Properties:
    return {
        prop: entry.get(field, "")
        for field, prop in _AUTH.items()
        if prop in _ALWAYS_READ or field in entry
    }


def _described(call: Call, name: str) -> Mapping[str, Any] | None:
    try:
        proxies = listed(call, "DescribeDBProxies", "DBProxies", {"DBProxyName": name})
    except ClientError as error:
        if is_error(error, _GONE):
            return None
        call.fail(f"reading RDS DB Proxy ({name})", error)
    if len(proxies) != 1 or proxies[0]["DBProxyName"] != name:
        return None
    return proxies[0]


def _status(call: Call, name: str) -> str | None:
    proxy = _described(call, name)
    return proxy["Status"] if proxy else None


def _wait(call: Call, name: str, doing_what: str, pending: str) -> None:
    wait(
        call,
        f"waiting for RDS DB Proxy ({name}) {doing_what}",
        lambda: _status(call, name),
        ("available",),
        (pending,),
    )
