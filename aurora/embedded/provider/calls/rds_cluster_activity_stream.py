"""`aws:rds/clusterActivityStream:ClusterActivityStream`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring
from aurora.embedded.provider.calls.rds_cluster_state import find_cluster
from aurora.embedded.provider.calls.requests import send
from aurora.embedded.provider.calls.waits import GONE, wait

__all__ = ["ClusterActivityStream"]

_KIND = "RDS Cluster Activity Stream"
# Fixed in the real provider: custom timeouts do not change it.
_MINUTES = 30.0
_STOPPED_WORDS = "Activity Streams feature expected to be started, but is stopped"


class ClusterActivityStream(Calls):
    """The activity stream of a cluster: there is at most one, its id is the cluster's ARN."""

    type = "aws:rds/clusterActivityStream:ClusterActivityStream"

    def create(self, call: Call) -> None:
        """Start the stream; AWS wants an available instance for it, and is not asked twice."""
        inputs = call.inputs
        arn = inputs["resourceArn"]
        request = {
            "ApplyImmediately": True,
            "EngineNativeAuditFieldsIncluded": bool(inputs.get("engineNativeAuditFieldsIncluded")),
            "KmsKeyId": inputs["kmsKeyId"],
            "Mode": inputs["mode"],
            "ResourceArn": arn,
        }
        with doing(call, f"creating {_KIND} ({arn})"):
            send(call, "StartActivityStream", request)
        call.id = arn
        _wait(call, "create", ("started",), ("starting",))

    def read(self, call: Call) -> Properties | None:
        """Return the stream; the key is AWS's form of it, whatever form the program gave."""
        with doing(call, f"reading {_KIND} ({call.id})"):
            cluster = _find(call)
        if cluster is None:
            return None
        return {
            "kinesisStreamName": cluster.get("ActivityStreamKinesisStreamName", ""),
            "kmsKeyId": cluster.get("ActivityStreamKmsKeyId", ""),
            "mode": cluster.get("ActivityStreamMode", ""),
            "resourceArn": cluster.get("DBClusterArn", ""),
        }

    def delete(self, call: Call) -> None:
        """Stop the stream; one that is stopped counts as done."""
        request = {"ApplyImmediately": True, "ResourceArn": call.id}
        with (
            doing(call, f"deleting {_KIND} ({call.id})"),
            ignoring("InvalidParameterCombination", text=_STOPPED_WORDS),
        ):
            send(call, "StopActivityStream", request)
        _wait(call, "delete", GONE, ("stopping",))


def _find(call: Call) -> Mapping[str, Any] | None:
    cluster = find_cluster(call, call.id)
    if cluster is None or cluster.get("ActivityStreamStatus", "stopped") == "stopped":
        return None
    return cluster


def _status(call: Call) -> str | None:
    cluster = _find(call)
    return cluster["ActivityStreamStatus"] if cluster else None


def _wait(call: Call, step: str, done: tuple[str, ...], pending: tuple[str, ...]) -> None:
    what = f"waiting for {_KIND} ({call.id}) {step}"
    wait(call, what, partial(_status, call), done, pending, minutes=_MINUTES)
