"""Rules and targets of event buses, as the real provider calls for them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError
from aurora.embedded.provider.calls.event_rule import bus_and_rule

NUMBERS = itertools.count(1)
PATTERN = '{"detail-type":["RDS DB Cluster Event"],"source":["aws.rds"]}'
TOPIC = "arn:aws:sns:us-east-1:123456789012:t"


@pytest.fixture
def rule(resource: Any) -> Any:
    made = resource("aws:cloudwatch/eventRule:EventRule")
    made.name = f"called-{next(NUMBERS)}"
    made.up(name=made.name, eventBusName="default", eventPattern=PATTERN, tags={"a": "1"})
    return made


@pytest.fixture
def target(resource: Any, rule: Any) -> Any:
    made = resource("aws:cloudwatch/eventTarget:EventTarget")
    made.base = {"rule": rule.name, "eventBusName": "default", "targetId": "t", "arn": TOPIC}
    made.up(**made.base)
    return made


@pytest.mark.parametrize(
    ("identity", "parts"),
    [
        ("r", ("default", "r")),
        ("b/r", ("b", "r")),
        (
            "arn:aws:events:us-east-1:123456789012:event-bus/b/r",
            ("arn:aws:events:us-east-1:123456789012:event-bus/b", "r"),
        ),
        ("aws.partner/a.com/x/1/r", ("aws.partner/a.com/x/1", "r")),
        ("a/b/c", None),
        ("", None),
        ("b/", None),
    ],
)
def test_forms_of_an_id(identity: str, parts: tuple[str, str] | None) -> None:
    assert bus_and_rule(identity) == parts


def test_rule_is_enabled_by_aws_itself(rule: Any) -> None:
    assert rule.id == rule.name
    assert (rule.state["state"], rule.state["isEnabled"]) == ("ENABLED", True)
    assert rule.state["eventPattern"] == PATTERN
    assert rule.state["tagsAll"] == {"a": "1"}


def test_pattern_goes_out_in_normal_form(resource: Any, sent_to: Any) -> None:
    sent = sent_to("events")
    spaced = '{"source": ["aws.rds"],  "detail-type": ["RDS DB Cluster Event"]}'

    state = resource("aws:cloudwatch/eventRule:EventRule").up(
        name=f"called-{next(NUMBERS)}", eventPattern=spaced
    )

    assert sent.of("PutRule")["EventPattern"] == PATTERN
    assert state["eventPattern"] == PATTERN


def test_rule_is_put_again_with_its_state(rule: Any, sent_to: Any) -> None:
    sent = sent_to("events")

    state = rule.up(name=rule.name, eventBusName="default", eventPattern=PATTERN, state="DISABLED")

    assert sent.of("PutRule")["State"] == "DISABLED"
    assert (state["state"], state["isEnabled"]) == ("DISABLED", False)


def test_switch_counts_where_it_is_what_changed(rule: Any, sent_to: Any) -> None:
    rule.up(name=rule.name, eventBusName="default", eventPattern=PATTERN, state="ENABLED")
    sent = sent_to("events")

    rule.up(
        name=rule.name,
        eventBusName="default",
        eventPattern=PATTERN,
        state="ENABLED",
        isEnabled=False,
    )

    assert sent.of("PutRule")["State"] == "DISABLED"


def test_forced_deletion_alone_calls_nothing(rule: Any, sent_to: Any) -> None:
    sent = sent_to("events")

    rule.up(
        name=rule.name,
        eventBusName="default",
        eventPattern=PATTERN,
        tags={"a": "1"},
        forceDestroy=True,
    )

    assert sent.writes == []


def test_rule_on_another_bus_has_it_in_its_id(resource: Any, clients: Any) -> None:
    bus = f"bus-{next(NUMBERS)}"
    clients("events").create_event_bus(Name=bus)
    rule = resource("aws:cloudwatch/eventRule:EventRule")

    rule.up(name="r", eventBusName=bus, eventPattern=PATTERN)

    assert rule.id == f"{bus}/r"
    assert resource(rule.kind).imported(f"{bus}/r")["eventBusName"] == bus
    rule.down()
    assert rule.refresh() is None


def test_rule_with_targets_is_not_deleted(
    rule: Any, target: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aurora.embedded.provider.calls.retries.SECONDS_PER_MINUTE", 0.01)
    with pytest.raises(CallError, match=r"^deleting EventBridge Rule .*since it has targets"):
        rule.down()

    target.down()
    rule.down()
    assert rule.refresh() is None
    assert target.refresh() is None
    target.down()


def test_target_is_known_by_rule_and_name(target: Any, rule: Any) -> None:
    assert target.id == f"{rule.name}-t"
    assert target.state["arn"] == TOPIC


def test_target_without_a_name_gets_one(resource: Any, rule: Any) -> None:
    state = resource("aws:cloudwatch/eventTarget:EventTarget").up(rule=rule.name, arn=TOPIC)

    assert state["targetId"].startswith("terraform-")


def test_blocks_of_a_target_come_back(target: Any, sent_to: Any) -> None:
    sent = sent_to("events")
    blocks = {
        "deadLetterConfig": {"arn": "arn:aws:sqs:us-east-1:123456789012:q"},
        "inputTransformer": {"inputPaths": {"a": "$.a"}, "inputTemplate": '"<a>"'},
        "retryPolicy": {"maximumEventAgeInSeconds": 60, "maximumRetryAttempts": 0},
        "runCommandTargets": [{"key": "tag:a", "values": ["b"]}],
        "batchTarget": {
            "jobDefinition": "d",
            "jobName": "n",
            "arraySize": 2,
            "jobAttempts": 1,
        },
    }
    ecs = {
        "taskDefinitionArn": "arn:aws:ecs:us-east-1:123456789012:task-definition/t",
        "taskCount": 1.0,
        "networkConfiguration": {"subnets": ["subnet-1"], "assignPublicIp": True},
        "tags": {"a": "1"},
    }

    state = target.up(**target.base, **blocks, ecsTarget=ecs)

    assert {name: state[name] for name in blocks} == blocks
    assert ecs.items() <= state["ecsTarget"].items()
    (request,) = sent.of("PutTargets")["Targets"]
    network = request["EcsParameters"]["NetworkConfiguration"]["awsvpcConfiguration"]
    assert network == {"Subnets": ["subnet-1"], "AssignPublicIp": "ENABLED"}
    assert request["EcsParameters"]["EnableECSManagedTags"] is False


def test_target_is_imported_by_slashes(target: Any, rule: Any, resource: Any) -> None:
    imported = resource(target.kind)

    read = imported.imported(f"{rule.name}/t")

    assert (imported.id, read["rule"]) == (target.id, rule.name)
    assert resource(target.kind).imported(target.id) is None
