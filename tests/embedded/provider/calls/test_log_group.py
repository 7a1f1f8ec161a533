"""Log groups, as the real provider calls for them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError

NUMBERS = itertools.count(1)
TYPE = "aws:cloudwatch/logGroup:LogGroup"


@pytest.fixture
def group(resource: Any) -> Any:
    made = resource(TYPE)
    made.name = f"/aws/rds/cluster/called-{next(NUMBERS)}/postgresql"
    return made


def test_group_is_read_without_the_ending_of_its_arn(group: Any, sent_to: Any) -> None:
    sent = sent_to("logs")

    state = group.up(name=group.name, retentionInDays=7.0, tags={"a": "1"})

    assert sent.writes == ["CreateLogGroup", "PutRetentionPolicy"]
    assert state["arn"].endswith(f":log-group:{group.name}")
    assert (state["retentionInDays"], state["logGroupClass"]) == (7, "STANDARD")
    assert (state["kmsKeyId"], state["namePrefix"]) == ("", "")
    assert state["tagsAll"] == {"a": "1"}


def test_name_from_a_prefix(resource: Any) -> None:
    state = resource(TYPE).up(namePrefix="called-")

    assert state["namePrefix"] == "called-"
    assert len(state["name"]) == len("called-") + 26


def test_existing_group_is_an_error(group: Any, resource: Any) -> None:
    group.up(name=group.name)

    with pytest.raises(CallError, match=r"^creating CloudWatch Logs Log Group .*AlreadyExists"):
        resource(TYPE).up(name=group.name)


def test_each_change_has_a_request_of_its_own(group: Any, clients: Any, sent_to: Any) -> None:
    key = clients("kms").create_key()["KeyMetadata"]["Arn"]
    group.up(name=group.name, retentionInDays=7, kmsKeyId="", deletionProtectionEnabled=False)
    sent = sent_to("logs")

    state = group.up(
        name=group.name, retentionInDays=0, kmsKeyId=key, deletionProtectionEnabled=True
    )

    assert sent.writes == [
        "DeleteRetentionPolicy",
        "PutLogGroupDeletionProtection",
        "AssociateKmsKey",
    ]
    assert (state["retentionInDays"], state["kmsKeyId"]) == (0, key)
    assert state["deletionProtectionEnabled"] is True
    with pytest.raises(CallError, match=r"^deleting CloudWatch Logs Log Group .*ValidationExc"):
        group.down()


def test_key_that_is_taken_out_is_disassociated(group: Any, clients: Any, sent_to: Any) -> None:
    key = clients("kms").create_key()["KeyMetadata"]["Arn"]
    group.up(name=group.name, kmsKeyId=key)
    sent = sent_to("logs")

    state = group.up(name=group.name)

    assert sent.writes == ["DisassociateKmsKey"]
    assert state["kmsKeyId"] == ""


def test_group_that_is_only_forgotten_stays(group: Any, sent_to: Any) -> None:
    group.up(name=group.name, skipDestroy=True)
    sent = sent_to("logs")

    group.down()

    assert sent.requests == []
    assert group.refresh() is not None


def test_group_is_imported_by_its_whole_name_and_goes(group: Any, resource: Any) -> None:
    group.up(name=group.name)
    assert resource(TYPE).imported(group.name)["name"] == group.name
    assert resource(TYPE).imported(group.name[:-1]) is None

    group.down()

    assert group.refresh() is None
    group.down()
