"""`aws:cloudwatch/eventTarget:EventTarget`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.blocks import Field, Names, from_aws, to_aws
from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.event_rule import DEFAULT_BUS, SERVICE, bus_and_rule
from aurora.embedded.provider.calls.failures import code, doing, ignoring, message
from aurora.embedded.provider.calls.names import unique_suffix
from aurora.embedded.provider.calls.requests import listed, send

__all__ = ["EventTarget"]

_GONE = "ResourceNotFoundException"
_STATE_ONLY = frozenset({"forceDestroy"})
_ASSIGN = "AssignPublicIp"
_NETWORK: Names = {"SecurityGroups": "securityGroups", "Subnets": "subnets"}
_ECS: Names = {
    "CapacityProviderStrategy": Field(
        "capacityProviderStrategies",
        names={
            "base": Field("base", zero=0),
            "capacityProvider": "capacityProvider",
            "weight": Field("weight", zero=0),
        },
    ),
    "EnableECSManagedTags": Field("enableEcsManagedTags", zero=False),
    "EnableExecuteCommand": Field("enableExecuteCommand", zero=False),
    "Group": "group",
    "LaunchType": "launchType",
    "PlacementConstraints": Field(
        "placementConstraints", names={"expression": "expression", "type": "type"}
    ),
    "PlacementStrategy": Field(
        "orderedPlacementStrategies", names={"field": "field", "type": "type"}
    ),
    "PlatformVersion": "platformVersion",
    "PropagateTags": "propagateTags",
    "TaskCount": "taskCount",
    "TaskDefinitionArn": "taskDefinitionArn",
}
_BATCH: Names = {"JobDefinition": "jobDefinition", "JobName": "jobName"}
_BLOCKS: Names = {
    "AppSyncParameters": Field("appsyncTarget", names={"GraphQLOperation": "graphqlOperation"}),
    "DeadLetterConfig": Field("deadLetterConfig", names={"Arn": "arn"}),
    "HttpParameters": Field(
        "httpTarget",
        names={
            "HeaderParameters": "headerParameters",
            "PathParameterValues": "pathParameterValues",
            "QueryStringParameters": "queryStringParameters",
        },
    ),
    "Input": "input",
    "InputPath": "inputPath",
    "InputTransformer": Field(
        "inputTransformer",
        names={"InputPathsMap": "inputPaths", "InputTemplate": "inputTemplate"},
    ),
    "KinesisParameters": Field("kinesisTarget", names={"PartitionKeyPath": "partitionKeyPath"}),
    "RedshiftDataParameters": Field(
        "redshiftTarget",
        names={
            "Database": "database",
            "DbUser": "dbUser",
            "SecretManagerArn": "secretsManagerArn",
            "Sql": "sql",
            "StatementName": "statementName",
            "WithEvent": Field("withEvent", zero=False),
        },
    ),
    "RetryPolicy": Field(
        "retryPolicy",
        names={
            "MaximumEventAgeInSeconds": Field("maximumEventAgeInSeconds", zero=0),
            "MaximumRetryAttempts": Field("maximumRetryAttempts", zero=0),
        },
    ),
    "RoleArn": "roleArn",
    "SageMakerPipelineParameters": Field(
        "sagemakerPipelineTarget",
        names={
            "PipelineParameterList": Field(
                "pipelineParameterLists", names={"Name": "name", "Value": "value"}
            ),
        },
    ),
    "SqsParameters": Field("sqsTarget", names={"MessageGroupId": "messageGroupId"}),
}
_COMMANDS: Names = {"Key": "key", "Values": "values"}


class EventTarget(Calls):
    """A target of a rule; its id is `RULE-TARGET`, with the bus in front when it is another."""

    type = "aws:cloudwatch/eventTarget:EventTarget"

    def create(self, call: Call) -> None:
        """Put the target; one of the same id is taken over."""
        inputs = call.inputs
        target = inputs.get("targetId") or f"terraform-{unique_suffix()}"
        call.state["targetId"] = target
        identity = _identity(_bus(inputs), inputs["rule"], target)
        self._put(call, target, f"creating EventBridge Target ({identity})")
        call.id = identity

    def read(self, call: Call) -> Properties | None:
        """Return the target; a block that AWS no longer has stays as it is known."""
        known = {**call.inputs, **call.prior, **call.state}
        if call.inputs or call.prior:
            key = (_bus(known), known["rule"], known["targetId"])
        else:
            head, _, target = call.id.rpartition("/")
            parts = bus_and_rule(head)
            if parts is None or not target:
                return None
            key = (*parts, target)
            call.id = _identity(*key)
        entry = _described(call, *key)
        if entry is None:
            return None
        return {
            "httpTarget": None,
            **_read(entry),
            "arn": entry["Arn"],
            "eventBusName": key[0],
            "rule": key[1],
            "targetId": entry["Id"],
        }

    def update(self, call: Call) -> None:
        """Put the whole target again."""
        if call.changed - _STATE_ONLY:
            words = f"updating EventBridge Target ({call.id})"
            self._put(call, call.prior["targetId"], words)

    def delete(self, call: Call) -> None:
        """Remove the target from its rule."""
        prior, words = call.prior, f"deleting EventBridge Target ({call.id})"
        request = {
            "EventBusName": _bus(prior),
            "Force": bool(prior.get("forceDestroy")),
            "Ids": [prior["targetId"]],
            "Rule": prior["rule"],
        }
        with doing(call, words), ignoring(_GONE):
            _refuse_failed(call, words, send(call, "RemoveTargets", request, service=SERVICE))

    def _put(self, call: Call, target: str, words: str) -> None:
        inputs = call.inputs
        request = {
            "EventBusName": _bus(inputs),
            "Rule": inputs["rule"],
            "Targets": [{"Arn": inputs["arn"], "Id": target, **_sent(inputs)}],
        }
        with doing(call, words):
            _refuse_failed(call, words, send(call, "PutTargets", request, service=SERVICE))


def _bus(properties: Properties) -> str:
    return properties.get("eventBusName") or DEFAULT_BUS


def _identity(bus: str, rule: str, target: str) -> str:
    return f"{rule}-{target}" if bus == DEFAULT_BUS else f"{bus}-{rule}-{target}"


def _refuse_failed(call: Call, words: str, answer: Mapping[str, Any]) -> None:
    """Turn the failed entries of an answer that is no error into one."""
    failed = [
        f"{entry.get('TargetId')}: {entry.get('ErrorCode')}: {entry.get('ErrorMessage')}"
        for entry in answer.get("FailedEntries", [])
    ]
    if failed:
        call.fail(words, "\n".join(failed))


def _described(call: Call, bus: str, rule: str, target: str) -> Mapping[str, Any] | None:
    try:
        targets = listed(
            call,
            "ListTargetsByRule",
            "Targets",
            {"EventBusName": bus, "Limit": 100, "Rule": rule},
            service=SERVICE,
        )
    except ClientError as error:
        gone = code(error) in {_GONE, "ValidationException"}
        if gone or message(error).endswith(" not found"):
            return None
        call.fail(f"reading EventBridge Target ({call.id})", error)
    return next((entry for entry in targets if entry["Id"] == target), None)


def _sent(inputs: Properties) -> dict[str, Any]:
    sent = to_aws(inputs, _BLOCKS)
    if inputs.get("runCommandTargets"):
        commands = [to_aws(entry, _COMMANDS) for entry in inputs["runCommandTargets"]]
        sent["RunCommandParameters"] = {"RunCommandTargets": commands}
    ecs, batch = inputs.get("ecsTarget"), inputs.get("batchTarget")
    if ecs:
        sent["EcsParameters"] = _ecs(ecs)
    if batch:
        sent["BatchParameters"] = {
            **to_aws(batch, _BATCH),
            "ArrayProperties": {"Size": batch["arraySize"]} if batch.get("arraySize") else None,
            "RetryStrategy": (
                {"Attempts": batch["jobAttempts"]} if batch.get("jobAttempts") else None
            ),
        }
    return sent


def _ecs(block: Properties) -> dict[str, Any]:
    sent, network = to_aws(block, _ECS), block.get("networkConfiguration")
    if network:
        assign = "ENABLED" if network.get("assignPublicIp") else "DISABLED"
        sent["NetworkConfiguration"] = {
            "awsvpcConfiguration": {**to_aws(network, _NETWORK), _ASSIGN: assign}
        }
    if block.get("tags"):
        sent["Tags"] = [{"Key": key, "Value": text} for key, text in block["tags"].items()]
    return sent


def _read(entry: Mapping[str, Any]) -> Properties:
    found = {"input": "", "inputPath": "", "roleArn": "", **from_aws(entry, _BLOCKS)}
    commands = (entry.get("RunCommandParameters") or {}).get("RunCommandTargets")
    if commands:
        found["runCommandTargets"] = [from_aws(item, _COMMANDS) for item in commands]
    ecs, batch = entry.get("EcsParameters"), entry.get("BatchParameters")
    if ecs:
        found["ecsTarget"] = _read_ecs(ecs)
    if batch:
        found["batchTarget"] = {
            **from_aws(batch, _BATCH),
            "arraySize": (batch.get("ArrayProperties") or {}).get("Size", 0),
            "jobAttempts": (batch.get("RetryStrategy") or {}).get("Attempts", 0),
        }
    return found


def _read_ecs(ecs: Mapping[str, Any]) -> Properties:
    found = from_aws(ecs, _ECS)
    network = (ecs.get("NetworkConfiguration") or {}).get("awsvpcConfiguration")
    if network:
        found["networkConfiguration"] = {
            **from_aws(network, _NETWORK),
            "assignPublicIp": network.get(_ASSIGN) == "ENABLED",
        }
    if ecs.get("Tags"):
        found["tags"] = {tag["Key"]: tag["Value"] for tag in ecs["Tags"]}
    return found
