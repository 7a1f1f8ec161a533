"""Tags of every service: one table of tag operations, one way to read, one way to write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore.client import BaseClient
from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call

__all__ = [
    "SERVICES",
    "TagService",
    "pack",
    "pairs_to_tags",
    "read_tags",
    "sync_tags",
    "tag_specifications",
]


@dataclass(frozen=True)
class TagService:
    """The tag operations of one service and the names of their parameters.

    Attributes:
        client: The botocore service.
        target: The parameter that names the tagged thing.
        read, add, remove: The operations; `remove` is empty where `add` does both.
        answer: Where the read holds the tags, a path with dots.
        tags: The parameter of `add` that holds the tags.
        keys: The parameter of `remove` that holds the keys.
        pair: Names of key and value in a list of pairs; None where tags are a map.
        fixed: Parameters that every operation of the service takes.
        lists_target: The target is a list of one.
        removes_pairs: `remove` takes whole pairs: a tag whose value has changed meanwhile stays.
    """

    client: str
    target: str
    read: str = "list_tags_for_resource"
    add: str = "tag_resource"
    remove: str = "untag_resource"
    answer: str = "Tags"
    tags: str = "Tags"
    keys: str = "TagKeys"
    pair: tuple[str, str] | None = ("Key", "Value")
    fixed: Mapping[str, str] = field(default_factory=dict)
    lists_target: bool = False
    removes_pairs: bool = False


_ADD, _REMOVE = "add_tags_to_resource", "remove_tags_from_resource"

# Operations and parameters: the AWS API references, as in botocore's service models.
SERVICES: Mapping[str, TagService] = {
    "application-autoscaling": TagService("application-autoscaling", "ResourceARN", pair=None),
    "backup": TagService("backup", "ResourceArn", read="list_tags", keys="TagKeyList", pair=None),
    "cloudwatch": TagService("cloudwatch", "ResourceARN"),
    "ec2": TagService(
        client="ec2",
        target="Resources",
        read="describe_tags",
        add="create_tags",
        remove="delete_tags",
        keys="Tags",
        lists_target=True,
        removes_pairs=True,
    ),
    "events": TagService("events", "ResourceARN"),
    "iam.policy": TagService(
        "iam", "PolicyArn", read="list_policy_tags", add="tag_policy", remove="untag_policy"
    ),
    "iam.role": TagService(
        "iam", "RoleName", read="list_role_tags", add="tag_role", remove="untag_role"
    ),
    "kms": TagService("kms", "KeyId", read="list_resource_tags", pair=("TagKey", "TagValue")),
    "lambda": TagService("lambda", "Resource", read="list_tags", pair=None),
    "logs": TagService(
        "logs", "resourceArn", answer="tags", tags="tags", keys="tagKeys", pair=None
    ),
    "rds": TagService("rds", "ResourceName", add=_ADD, remove=_REMOVE, answer="TagList"),
    "route53": TagService(
        client="route53",
        target="ResourceId",
        add="change_tags_for_resource",
        remove="",
        answer="ResourceTagSet.Tags",
        tags="AddTags",
        keys="RemoveTagKeys",
        fixed={"ResourceType": "hostedzone"},
    ),
    "secretsmanager": TagService("secretsmanager", "SecretId", read="describe_secret"),
    "sns": TagService("sns", "ResourceArn"),
    "ssm": TagService(
        client="ssm",
        target="ResourceId",
        add=_ADD,
        remove=_REMOVE,
        answer="TagList",
        fixed={"ResourceType": "Parameter"},
    ),
}
"""Tag operations by service; IAM has them by kind of thing (`iam.role`, `iam.policy`)."""


def pack(service: str, tags: Mapping[str, str] | None) -> Any:
    """Return tags in the form that a service's create and tag operations take, sorted by key."""
    pair = SERVICES[service].pair
    ordered = sorted(_own(tags).items())
    if pair is None:
        return dict(ordered)
    return [{pair[0]: key, pair[1]: value} for key, value in ordered]


def tag_specifications(kind: str, tags: Mapping[str, str] | None) -> dict[str, Any]:
    """Return the parameter that makes an EC2 create tag its thing; nothing without tags.

    Args:
        kind: EC2's resource type, such as `vpc` or `security-group`.
        tags: The tags, normally `tagsAll`.
    """
    pairs = pack("ec2", tags)
    return {"TagSpecifications": [{"ResourceType": kind, "Tags": pairs}]} if pairs else {}


def pairs_to_tags(pairs: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the tags of an answer that holds them as pairs, without AWS's own."""
    return _own({pair["Key"]: pair.get("Value", "") for pair in pairs})


def read_tags(call: Call, service: str, target: str) -> dict[str, str]:
    """Return the tags that AWS has, without its own `aws:` tags: the `tagsAll` of a read.

    Args:
        call: The operation; its region's client is used.
        service: A key of SERVICES.
        target: What the service's tag operations take: an ARN, an id or a name.

    Raises:
        ClientError: AWS refused, also when the thing is gone; the caller knows its code.
    """
    spec = SERVICES[service]
    params: dict[str, Any] = dict(spec.fixed)
    if spec.read == "describe_tags":
        params["Filters"] = [{"Name": "resource-id", "Values": [target]}]
    else:
        params[spec.target] = target
    found: dict[str, str] = {}
    for page in _pages(call.client(spec.client), spec.read, params):
        found.update(_unpack(spec, page))
    return _own(found)


def sync_tags(call: Call, service: str, target: str) -> None:
    """Bring the tags from the prior state's `tagsAll` to the inputs': remove first, then add.

    Only keys that differ are sent, so that tags put on by others stay. Nothing is called when
    nothing differs.

    Raises:
        CallError: AWS refused; says which of the two operations it was.
    """
    spec = SERVICES[service]
    old, new = _own(call.prior.get("tagsAll")), _own(call.inputs.get("tagsAll"))
    gone = {key: value for key, value in old.items() if key not in new}
    fresh = {key: value for key, value in new.items() if old.get(key) != value}
    if not gone and not fresh:
        return
    client = call.client(spec.client)
    base: dict[str, Any] = {**spec.fixed, spec.target: [target] if spec.lists_target else target}
    removal = {spec.keys: pack(service, gone) if spec.removes_pairs else sorted(gone)}
    addition = {spec.tags: pack(service, fresh)}
    if not spec.remove:
        both = {**(removal if gone else {}), **(addition if fresh else {})}
        _write(call, client, spec.add, {**base, **both}, f"tagging resource ({target})")
        return
    if gone:
        _write(call, client, spec.remove, {**base, **removal}, f"untagging resource ({target})")
    if fresh:
        _write(call, client, spec.add, {**base, **addition}, f"tagging resource ({target})")


def _write(
    call: Call, client: BaseClient, operation: str, params: dict[str, Any], doing: str
) -> None:
    try:
        getattr(client, operation)(**params)
    except ClientError as error:
        call.fail(f"updating tags for {call.type} ({call.id}): {doing}", error)


def _own(tags: Mapping[str, str] | None) -> dict[str, str]:
    """Leave out the tags that belong to AWS: nobody else may write them."""
    return {key: value for key, value in (tags or {}).items() if not key.startswith("aws:")}


def _pages(
    client: BaseClient, operation: str, params: dict[str, Any]
) -> Iterator[Mapping[str, Any]]:
    if client.can_paginate(operation):
        yield from client.get_paginator(operation).paginate(**params)
    else:
        yield getattr(client, operation)(**params)


def _unpack(spec: TagService, answer: Mapping[str, Any]) -> dict[str, str]:
    value: Any = answer
    for part in spec.answer.split("."):
        value = value.get(part) or {}
    if spec.pair is None:
        return dict(value)
    key, text = spec.pair
    return {entry[key]: entry.get(text, "") for entry in value}
