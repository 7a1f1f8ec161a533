"""The master password of a global database: kept, copied, never in clear."""

from __future__ import annotations

from typing import Any

import pytest

import components as c
from aurora.errors import BadInput
from aurora.planning.recorder import Recording, record
from aurora.values import Secret
from tests.components.samples import KEY, PASSWORD, master_secret


def built(**changes: Any) -> Recording:
    return record(lambda: master_secret(**changes))


def test_the_first_candidate_is_kept_and_later_ones_ignored() -> None:
    stash = built().named("it-password-1")
    assert stash.type == "pulumi:index:Stash"
    assert stash.ignore_changes == ("input",)
    assert stash.props["input"] == Secret(PASSWORD)


def test_a_new_generation_is_a_new_stash_and_a_new_version() -> None:
    recording = built(generation=2)
    assert recording.named("it-password-2").props["input"] == Secret(PASSWORD)
    assert recording.named("it-secret-version").props["secretStringWoVersion"] == 2


def test_the_secret_has_a_copy_in_each_region_with_a_key_of_there() -> None:
    secret = built().named("it-secret").props
    assert secret["kmsKeyId"] == KEY
    assert secret["replicas"] == [
        {"region": "eu-west-1", "kmsKeyId": "arn:aws:kms:eu-west-1:123456789012:key/9f"}
    ]
    assert secret["recoveryWindowInDays"] == 30


def test_the_version_comes_from_the_stash() -> None:
    recording = built()
    stash, version = recording.named("it-password-1"), recording.named("it-secret-version")
    assert stash.urn in version.property_dependencies["secretStringWo"]
    assert "secretString" not in version.props


def test_a_cluster_waits_for_the_secret_that_holds_its_password() -> None:
    def program() -> None:
        secret = master_secret()
        c.GlobalDatabase(
            "whole",
            c.GlobalDatabaseArgs(
                region="eu-central-1",
                identifier="whole",
                engine="aurora-mysql",
                engine_version="8.0.mysql_aurora.3.10.3",
                port=3307,
                credentials=secret.credentials,
                members={
                    region: c.Member(
                        identifier=f"whole-{region}",
                        subnet_group_name="s",
                        security_group_ids=["sg"],
                        key_arn="k",
                        instances={"1": c.Instance(class_="db.r6g.large")},
                    )
                    for region in ("eu-central-1", "eu-west-1")
                },
            ),
        )

    recording = record(program)
    version = recording.named("it-secret-version")
    cluster = recording.named("whole-eu-central-1-cluster")
    assert version.urn in cluster.property_dependencies["masterPasswordWo"]


def test_rotation_is_there_when_a_function_is() -> None:
    assert built().named("it-secret-rotation").props["rotationRules"] == {
        "automaticallyAfterDays": 30
    }
    with pytest.raises(KeyError):
        built(rotation_lambda_arn=None).named("it-secret-rotation")


def test_nothing_shows_the_password() -> None:
    made: list[c.MasterSecret] = []
    record(lambda: made.append(master_secret()))
    arguments = c.MasterSecretArgs(
        region="eu-central-1",
        username="boss",
        candidate=PASSWORD,
        key_arn=KEY,
        engine="aurora-mysql",
        database_name="shop",
        port=3307,
    )
    assert PASSWORD not in f"{arguments} {arguments!r} {made[0].credentials!r}"


@pytest.mark.parametrize("changes", [{"replicas": {"eu-central-1": KEY}}, {"generation": 0}])
def test_what_cannot_be_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        built(**changes)
    assert [problem.code for problem in refused.value.problems] == ["AUR-106"]
