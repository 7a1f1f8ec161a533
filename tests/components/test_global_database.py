"""A global database: regions without roles, and the order in which they go."""

from __future__ import annotations

from typing import Any

import pytest

import components as c
from aurora.catalogue.regions import regions
from aurora.errors import BadInput
from aurora.planning.recorder import Recording, record
from aurora.values import Secret
from tests.components.samples import PASSWORD, REGION, global_database, instances, member

CLUSTER = "aws:rds/cluster:Cluster"
INSTANCE = "aws:rds/clusterInstance:ClusterInstance"
OTHERS = ("eu-west-1", "us-east-1")
REGIONS = (REGION, *OTHERS)


def built(**changes: Any) -> Recording:
    return record(lambda: global_database(**changes))


def test_there_is_one_cluster_a_region_with_its_own_key() -> None:
    clusters = {r.props["region"]: r for r in built().of_type(CLUSTER)}
    assert set(clusters) == set(REGIONS)
    for region, cluster in clusters.items():
        assert cluster.name == f"it-{region}-cluster"
        assert cluster.props["kmsKeyId"].split(":")[3] == region
        assert cluster.props["storageEncrypted"] is True


def test_only_the_origin_brings_user_and_database() -> None:
    recording = built()
    origin = recording.named(f"it-{REGION}-cluster").props
    assert origin["masterUsername"] == "boss"
    assert origin["masterPasswordWo"] == Secret(PASSWORD)
    assert origin["databaseName"] == "shop"
    for region in OTHERS:
        other = recording.named(f"it-{region}-cluster").props
        assert not [key for key in other if key.startswith("master") or key == "databaseName"]


def test_members_ignore_what_the_global_database_changes() -> None:
    recording = built()
    for cluster in recording.of_type(CLUSTER):
        assert cluster.ignore_changes == (
            "engineVersion",
            "globalClusterIdentifier",
            "replicationSourceIdentifier",
        )
        assert "replicationSourceIdentifier" not in cluster.props
    assert recording.named("it-global-cluster").ignore_changes == ()


def test_regions_that_follow_wait_for_every_instance_of_the_origin() -> None:
    """Deletion runs the other way round, so the origin's instances go after the other clusters."""
    recording = built()
    first = {recording.named(f"it-{REGION}-instance-{key}").urn for key in "123"}
    origin = recording.named(f"it-{REGION}-cluster")
    for region in OTHERS:
        assert first <= set(recording.named(f"it-{region}-cluster").dependencies)
    assert not first & set(origin.dependencies)


def deletion_order(recording: Recording) -> list[str]:
    """Return names in an order in which the engine may delete: dependents first."""
    after = {r.urn: set(r.dependencies) for r in recording.resources if r.custom}
    names = {r.urn: r.name for r in recording.resources}
    order: list[str] = []
    while after:
        free = [urn for urn in after if not any(urn in needs for needs in after.values())]
        assert free, "the dependencies go in a circle"
        for urn in free:
            del after[urn]
            order.append(names[urn])
    return order


def test_deletion_is_in_the_order_that_aws_takes() -> None:
    order = deletion_order(built())
    position = {name: place for place, name in enumerate(order)}
    for region in OTHERS:
        keys = "12" if region == "eu-west-1" else "1"
        for key in keys:
            assert position[f"it-{region}-instance-{key}"] < position[f"it-{region}-cluster"]
        for key in "123":
            assert position[f"it-{region}-cluster"] < position[f"it-{REGION}-instance-{key}"]
    for key in "123":
        assert position[f"it-{REGION}-instance-{key}"] < position[f"it-{REGION}-cluster"]
    assert position[f"it-{REGION}-cluster"] < position["it-global-cluster"]


def test_the_order_of_regions_is_no_matter() -> None:
    given = {region: member(region, 2) for region in REGIONS}
    turned = dict(reversed(given.items()))
    one, other = built(members=given), built(members=turned)
    assert {r.urn: (r.props, set(r.dependencies)) for r in one.resources} == {
        r.urn: (r.props, set(r.dependencies)) for r in other.resources
    }


def test_no_name_says_a_role() -> None:
    for resource in built().resources:
        assert not {"primary", "secondary", "writer", "reader"} & set(resource.name.split("-"))


def test_the_whole_is_protected_and_encrypted() -> None:
    whole = built().named("it-global-cluster")
    assert whole.protect
    assert whole.props["storageEncrypted"] is True
    assert whole.props["deletionProtection"] is True
    assert whole.props["globalClusterIdentifier"] == "shop"
    assert "engineLifecycleSupport" not in whole.props, "the API has it for PostgreSQL only"


def test_postgresql_leaves_extended_support_on_both_levels() -> None:
    recording = built(
        engine="aurora-postgresql", engine_version="17.7", logs=c.Logs(exports=("postgresql",))
    )
    off = "open-source-rds-extended-support-disabled"
    assert recording.named("it-global-cluster").props["engineLifecycleSupport"] == off
    assert recording.named(f"it-{REGION}-cluster").props["engineLifecycleSupport"] == off


def test_a_region_may_hold_storage_only() -> None:
    given = {REGION: member(REGION, 1), "eu-west-1": member("eu-west-1", 0)}
    recording = built(members=given)
    assert [r.props["region"] for r in recording.of_type(INSTANCE)] == [REGION]


@pytest.mark.parametrize(
    "changes",
    [
        {"members": {"eu-west-1": member("eu-west-1", 1), "us-east-1": member("us-east-1", 1)}},
        {"members": {region: member(region, 1) for region in (REGION, *list(regions())[:11])}},
        {"members": {REGION: member(REGION, 1), "eu-west-9": member("eu-west-9", 1)}},
        {"members": {REGION: member(REGION, 0), "eu-west-1": member("eu-west-1", 1)}},
        {
            "members": {
                REGION: member(REGION, 1),
                "eu-west-1": c.Member(
                    identifier=f"shop-{REGION}",
                    subnet_group_name="s",
                    security_group_ids=["sg"],
                    key_arn="k",
                    instances=instances(1),
                ),
            }
        },
        {"backups": c.Backups(backtrack_seconds=3600)},
    ],
    ids=["no-origin", "too-many", "unknown-region", "no-writer", "same-name", "backtrack"],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        built(**changes)
    assert {problem.code for problem in refused.value.problems} == {"AUR-111"}


def test_the_outputs_name_the_endpoint_that_follows_the_writer() -> None:
    made: list[c.GlobalDatabase] = []
    record(lambda: made.append(global_database()))
    assert list(made[0].clusters) == list(REGIONS)
    assert made[0].identifier == "shop"
