"""`aws:ec2/flowLog:FlowLog`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pairs_to_tags, sync_tags, tag_specifications

__all__ = ["FlowLog"]

# Property, EC2's resource type, prefix of the id; the longer prefix of two stands first.
_RESOURCES = (
    ("transitGatewayAttachmentId", "TransitGatewayAttachment", "tgw-attach-"),
    ("transitGatewayId", "TransitGateway", "tgw-"),
    ("vpcId", "VPC", "vpc-"),
    ("subnetId", "Subnet", "subnet-"),
    ("eniId", "NetworkInterface", "eni-"),
    ("regionalNatGatewayId", "RegionalNatGateway", "nat-"),
)
_OPTIONS = {
    "FileFormat": "fileFormat",
    "HiveCompatiblePartitions": "hiveCompatiblePartitions",
    "PerHourPartition": "perHourPartition",
}


class FlowLog(Calls):
    """A flow log: only its tags change in place."""

    type = "aws:ec2/flowLog:FlowLog"

    def create(self, call: Call) -> None:
        """Create the flow log of one resource; what AWS lists as unsuccessful is the error."""
        inputs = call.inputs
        name, kind, _ = next(entry for entry in _RESOURCES if inputs.get(entry[0]))
        resource = inputs[name]
        params: dict[str, Any] = given(
            inputs,
            {
                "DeliverCrossAccountRole": "deliverCrossAccountRole",
                "DeliverLogsPermissionArn": "iamRoleArn",
                "LogFormat": "logFormat",
            },
        )
        if inputs.get("trafficType") and not kind.startswith("TransitGateway"):
            params["TrafficType"] = inputs["trafficType"]
        if inputs.get("logDestination"):
            params["LogDestination"] = inputs["logDestination"].removesuffix(":*")
        if inputs.get("destinationOptions"):
            options = inputs["destinationOptions"]
            params["DestinationOptions"] = {
                key: options[prop]
                for key, prop in _OPTIONS.items()
                if options.get(prop) is not None
            }
        client = call.client("ec2")
        doing_it = f"creating Flow Log ({resource})"
        with doing(call, doing_it):
            answer = retrying(
                call,
                lambda error: is_error(
                    error, "InvalidParameter", text="Unable to assume given IAM role"
                ),
                lambda: client.create_flow_logs(
                    ResourceIds=[resource],
                    ResourceType=kind,
                    LogDestinationType=inputs.get("logDestinationType") or "cloud-watch-logs",
                    MaxAggregationInterval=inputs.get("maxAggregationInterval") or 600,
                    **params,
                    **tag_specifications("vpc-flow-log", inputs.get("tagsAll")),
                ),
            )
        for item in answer.get("Unsuccessful", []):
            error = item.get("Error", {})
            call.fail(doing_it, f"{error.get('Code')}: {error.get('Message')}")
        call.id = answer["FlowLogIds"][0]

    def read(self, call: Call) -> Properties | None:
        """Return the flow log; the id of its resource tells which property holds it."""
        try:
            logs = call.client("ec2").describe_flow_logs(FlowLogIds=[call.id])["FlowLogs"]
        except ClientError as error:
            if is_error(error, "InvalidFlowLogId.NotFound"):
                return None
            call.fail(f"reading Flow Log ({call.id})", error)
        return _read(call, logs[0]) if logs else None

    def update(self, call: Call) -> None:
        """Change the tags: nothing else can change."""
        sync_tags(call, "ec2", call.id)

    def delete(self, call: Call) -> None:
        """Delete the flow log."""
        doing_it = f"deleting Flow Log ({call.id})"
        with doing(call, doing_it), ignoring("InvalidFlowLogId.NotFound"):
            answer = call.client("ec2").delete_flow_logs(FlowLogIds=[call.id])
            for item in answer.get("Unsuccessful", []):
                error = item.get("Error", {})
                if not error.get("Code", "").endswith("NotFound"):
                    call.fail(doing_it, f"{error.get('Code')}: {error.get('Message')}")


def _read(call: Call, log: Mapping[str, Any]) -> Properties:
    base = f"arn:{call.partition}:ec2:{call.region}:{call.account}:vpc-flow-log"
    resource = log["ResourceId"]
    name = next(entry[0] for entry in _RESOURCES if resource.startswith(entry[2]))
    found: Properties = {
        "arn": f"{base}/{call.id}",
        "deliverCrossAccountRole": log.get("DeliverCrossAccountRole", ""),
        "iamRoleArn": log.get("DeliverLogsPermissionArn", ""),
        "logDestination": _destination(call, log),
        "logDestinationType": log.get("LogDestinationType", ""),
        "logFormat": log.get("LogFormat", ""),
        "maxAggregationInterval": log.get("MaxAggregationInterval", 600),
        name: resource,
        "tagsAll": pairs_to_tags(log.get("Tags", [])),
    }
    if not resource.startswith("tgw-"):
        found["trafficType"] = log.get("TrafficType", "")
    options = log.get("DestinationOptions")
    if options:
        found["destinationOptions"] = {
            "fileFormat": options.get("FileFormat", "plain-text"),
            "hiveCompatiblePartitions": options.get("HiveCompatiblePartitions", False),
            "perHourPartition": options.get("PerHourPartition", False),
        }
    return found


def _destination(call: Call, log: Mapping[str, Any]) -> str:
    """Return the destination; a log group known by name only gets its ARN."""
    given_one = log.get("LogDestination")
    group = log.get("LogGroupName")
    if given_one or not group:
        return given_one or ""
    return f"arn:{call.partition}:logs:{call.region}:{call.account}:log-group:{group}"
