"""Upgrades of a global cluster's engine: first tried as a major one, then member by member."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, CallError
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.rds_cluster_state import (
    MEMBER_UPGRADING,
    is_iam_propagation,
    wait_for_cluster,
)
from aurora.embedded.provider.calls.rds_global_cluster_state import find_global_cluster
from aurora.embedded.provider.calls.requests import send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.waits import limited, patience

__all__ = ["upgrade"]

# AWS's refusals of a minor upgrade through the global cluster: the text until late 2025, and those
# since for Aurora PostgreSQL and Aurora MySQL.
_MINOR_WORDS = (
    "only supports Major Version Upgrades",
    "doesn't support minor version upgrades",
    "can't perform minor version upgrades through ModifyGlobalCluster",
)
# AWS's way to say that a member's turn has not come yet.
_NOT_YET = (
    ("InvalidGlobalClusterStateFault", "is upgrading"),
    ("InvalidParameterValue", "upgrade global replicas first"),
)
# The second is the embedded AWS's answer to an operation that it does not know.
_FINAL = ("GlobalClusterNotFoundFault", "InvalidAction")
_PAUSE_SECONDS = 0.2


@dataclass(frozen=True)
class _Member:
    identifier: str
    region: str


def upgrade(call: Call, version: str) -> None:
    """Bring the global cluster to a version, in the way that AWS allows for it.

    Raises:
        CallError: AWS refused, or a member or the global cluster did not get there in time.
    """
    if _upgrade_major(call, version):
        return
    _upgrade_minor(call, version)


def _upgrade_major(call: Call, version: str) -> bool:
    """Say whether AWS took it as a major upgrade; every refusal but that one is tried again."""
    words = f"upgrading major version of RDS Global Cluster ({call.id})"
    request = {
        "AllowMajorVersionUpgrade": True,
        "EngineVersion": version,
        "GlobalClusterIdentifier": call.id,
    }

    def again(error: BaseException) -> bool:
        ends = is_error(error, *_FINAL) or _is_minor(error)
        return isinstance(error, ClientError) and not ends

    modify = partial(send, call, "ModifyGlobalCluster", request)
    with doing(call, f"{words}: modifying RDS Global Cluster ({call.id}) EngineVersion"):
        try:
            retrying(call, again, modify, minutes=limited(call.timeout / 60))
        except ClientError as error:
            if _is_minor(error):
                return False
            raise
    for member in _members(call):
        _wait_for_member(call, words, member)
    return True


def _upgrade_minor(call: Call, version: str) -> None:
    """Upgrade each member by itself, pass after pass, until the global cluster has the version.

    The members are those of the last read. The real provider would make empty passes for ever
    when it has not seen any; here the members of now stand in.
    """
    words = f"upgrading minor version of RDS Global Cluster ({call.id})"
    members = _stored_members(call) or _members(call)
    deadline = time.monotonic() + patience(call.timeout / 60)
    while True:
        passed_over = [member for member in members if not _modify(call, words, member, version)]
        with doing(call, words):
            found = find_global_cluster(call) or {}
        running = found.get("EngineVersion", "")
        if running == version and not passed_over:
            return
        if time.monotonic() > deadline or call.cancelled.wait(_PAUSE_SECONDS):
            raise CallError(
                f"{words}: timeout while waiting for engine version '{version}' "
                f"(last version: '{running}')"
            )


def _modify(call: Call, words: str, member: _Member, version: str) -> bool:
    """Upgrade one member; False when its turn has not come."""
    _wait_for_member(call, words, member)
    request = {
        "ApplyImmediately": True,
        "DBClusterIdentifier": member.identifier,
        "EngineVersion": version,
    }
    modify = partial(send, call, "ModifyDBCluster", request, region=member.region)
    doing_what = (
        f"{words}: modifying RDS Global Cluster ({call.id}) member ({member.identifier}) "
        "EngineVersion"
    )
    with doing(call, doing_what):
        try:
            retrying(call, _may_succeed, modify, minutes=limited(call.timeout / 60))
        except ClientError as error:
            if any(is_error(error, code, text=text) for code, text in _NOT_YET):
                return False
            raise
    _wait_for_member(call, words, member)
    return True


def _may_succeed(error: BaseException) -> bool:
    primary = "Cannot modify engine version without a primary instance in DB cluster"
    fault = "InvalidDBClusterStateFault"
    return is_iam_propagation(error) or (
        is_error(error, fault) and not is_error(error, fault, text=primary)
    )


def _wait_for_member(call: Call, words: str, member: _Member) -> None:
    wait_for_cluster(
        call,
        f"{words}: waiting for RDS Global Cluster ({call.id}) member ({member.identifier}) update",
        member.identifier,
        MEMBER_UPGRADING,
        region=member.region,
    )


def _is_minor(error: BaseException) -> bool:
    return any(is_error(error, "InvalidParameterValue", text=text) for text in _MINOR_WORDS)


def _members(call: Call) -> list[_Member]:
    """Return the members that AWS has now, in its order."""
    with doing(call, f"reading RDS Global Cluster ({call.id})"):
        found: Mapping[str, Any] = find_global_cluster(call) or {}
    return [_member(entry["DBClusterArn"]) for entry in found.get("GlobalClusterMembers", [])]


def _stored_members(call: Call) -> list[_Member]:
    return [
        _member(entry["dbClusterArn"]) for entry in call.prior.get("globalClusterMembers") or []
    ]


def _member(arn: str) -> _Member:
    parts = arn.split(":")
    if len(parts) != 7 or parts[2] != "rds" or parts[5] != "cluster":
        raise CallError(f"wrong ARN ({arn}) for a DB Cluster")
    return _Member(identifier=parts[6], region=parts[3])
