"""Global clusters: with and without a source, upgrades, members that leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError

TYPE = "aws:rds/globalCluster:GlobalCluster"
MEMBER = {
    "engine": "aurora-postgresql",
    "engineMode": "provisioned",
    "masterUsername": "keeper",
    "masterPassword": "not-a-real-word",
    "skipFinalSnapshot": True,
}


def _instance(resource: Callable[..., Any], cluster: Any) -> Any:
    made = resource("aws:rds/clusterInstance:ClusterInstance", cluster.region)
    made.up(
        identifier=f"{cluster.id}-1",
        clusterIdentifier=cluster.id,
        engine="aurora-postgresql",
        instanceClass="db.r6g.large",
    )
    return made


def test_engine_aurora_is_filled_in(resource: Callable[..., Any], sent: Any) -> None:
    # AWS no longer has that engine, whatever the provider sends.
    with pytest.raises(CallError, match=r"creating RDS Global Cluster \(old\)"):
        resource(TYPE).up(globalClusterIdentifier="old")

    assert sent.of("CreateGlobalCluster")["Engine"] == "aurora"


def test_empty_global_cluster_reads_back(resource: Callable[..., Any], sent: Any) -> None:
    whole = resource(TYPE)

    state = whole.up(
        globalClusterIdentifier="empty",
        engine="aurora-postgresql",
        engineVersion="16.8",
        databaseName="shop",
        storageEncrypted=True,
        deletionProtection=False,
        tags={"a": "b"},
    )

    assert "DeletionProtection" not in sent.of("CreateGlobalCluster")
    assert state["arn"] == "arn:aws:rds::123456789012:global-cluster:empty"
    assert state["engineVersion"] == state["engineVersionActual"] == "16.8"
    assert state["databaseName"] == "shop"
    assert state["storageEncrypted"] is True
    assert state["globalClusterMembers"] == []
    assert state["tagsAll"] == {"a": "b"}
    assert whole.refresh() == state
    whole.down()
    assert whole.refresh() is None


def test_source_cluster_brings_its_engine(resource: Callable[..., Any], sent: Any) -> None:
    source = resource("aws:rds/cluster:Cluster")
    arn = source.up(clusterIdentifier="origin", engineVersion="16.8", **MEMBER)["arn"]
    whole = resource(TYPE)

    state = whole.up(
        globalClusterIdentifier="around",
        sourceDbClusterIdentifier=arn,
        engine="aurora-postgresql",
        engineVersion="16.8",
        forceDestroy=True,
    )

    assert sent.of("CreateGlobalCluster") == {
        "GlobalClusterIdentifier": "around",
        "SourceDBClusterIdentifier": arn,
    }
    assert state["engine"] == "aurora-postgresql"
    assert state["engineVersion"] == "16.8"
    assert state["globalClusterMembers"] == [{"dbClusterArn": arn, "isWriter": True}]
    whole.down()
    assert whole.refresh() is None
    assert source.refresh()["globalClusterIdentifier"] == ""
    source.down()


def test_update_sends_the_protection_changed_or_not(
    resource: Callable[..., Any], sent: Any
) -> None:
    whole = resource(TYPE)
    base = {"globalClusterIdentifier": "guarded", "engine": "aurora-postgresql"}
    whole.up(**base, deletionProtection=True)
    sent.clear()

    whole.up(**base, deletionProtection=True, forceDestroy=True)
    with pytest.raises(CallError, match=r"deleting RDS Global Cluster \(guarded\)"):
        whole.down()
    state = whole.up(**base, deletionProtection=False)

    assert [params for name, params in sent.requests if name == "ModifyGlobalCluster"] == [
        {"DeletionProtection": True, "GlobalClusterIdentifier": "guarded"},
        {"DeletionProtection": False, "GlobalClusterIdentifier": "guarded"},
    ]
    assert state["deletionProtection"] is False
    whole.down()


def test_tags_alone_make_no_modification(resource: Callable[..., Any], sent: Any) -> None:
    whole = resource(TYPE)
    base = {"globalClusterIdentifier": "tagged", "engine": "aurora-postgresql"}
    whole.up(**base, tags={"a": "1"})
    sent.clear()

    state = whole.up(**base, tags={"b": "2"})

    assert sent.writes == ["RemoveTagsFromResource", "AddTagsToResource"]
    assert state["tagsAll"] == {"b": "2"}
    whole.down()


def test_major_upgrade_takes_the_members_along(resource: Callable[..., Any], sent: Any) -> None:
    whole, member = resource(TYPE), resource("aws:rds/cluster:Cluster")
    base = {"globalClusterIdentifier": "major", "engine": "aurora-postgresql"}
    whole.up(**base, engineVersion="16.8")
    member.up(
        clusterIdentifier="major-1", engineVersion="16.8", globalClusterIdentifier="major", **MEMBER
    )
    instance = _instance(resource, member)
    sent.clear()

    state = whole.up(**base, engineVersion="17.7")

    assert sent.writes == ["ModifyGlobalCluster", "ModifyGlobalCluster"]
    assert sent.requests[0][1] == {
        "AllowMajorVersionUpgrade": True,
        "EngineVersion": "17.7",
        "GlobalClusterIdentifier": "major",
    }
    assert state["engineVersion"] == "17.7"
    assert member.refresh()["engineVersionActual"] == "17.7"
    assert instance.refresh()["engineVersionActual"] == "17.7"
    for gone in (instance, member, whole):
        gone.down()


def test_minor_upgrade_modifies_each_member_in_its_region(
    resource: Callable[..., Any], sent: Any
) -> None:
    whole = resource(TYPE)
    base = {"globalClusterIdentifier": "minor", "engine": "aurora-postgresql"}
    whole.up(**base, engineVersion="16.8")
    here = resource("aws:rds/cluster:Cluster")
    here.up(
        clusterIdentifier="minor-1", engineVersion="16.8", globalClusterIdentifier="minor", **MEMBER
    )
    first = _instance(resource, here)
    there = resource("aws:rds/cluster:Cluster", "eu-west-1")
    there.up(
        clusterIdentifier="minor-2",
        engine="aurora-postgresql",
        engineMode="provisioned",
        engineVersion="16.8",
        globalClusterIdentifier="minor",
        skipFinalSnapshot=True,
    )
    second = _instance(resource, there)
    whole.state = whole.refresh()
    sent.clear()

    state = whole.up(**base, engineVersion="16.9")

    assert state["engineVersion"] == "16.9"
    assert here.refresh()["engineVersionActual"] == "16.9"
    assert there.refresh()["engineVersionActual"] == "16.9"
    assert {
        "ApplyImmediately": True,
        "DBClusterIdentifier": "minor-1",
        "EngineVersion": "16.9",
    } in [params for name, params in sent.requests if name == "ModifyDBCluster"]
    for gone in (second, there, first, here, whole):
        gone.down()


def test_deletion_with_members_left_fails_in_the_end(
    resource: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aurora.embedded.provider.calls.waits.PATIENCE_SECONDS", 0.2)
    whole, member = resource(TYPE), resource("aws:rds/cluster:Cluster")
    whole.up(globalClusterIdentifier="full", engine="aurora-postgresql")
    member.up(clusterIdentifier="full-1", globalClusterIdentifier="full", **MEMBER)

    with pytest.raises(CallError, match=r"deleting RDS Global Cluster \(full\): .*not empty"):
        whole.down()

    member.down()
    whole.down()


def test_forced_deletion_leaves_the_members_as_clusters(
    resource: Callable[..., Any], sent: Any
) -> None:
    whole, member = resource(TYPE), resource("aws:rds/cluster:Cluster")
    whole.up(globalClusterIdentifier="forced", engine="aurora-postgresql", forceDestroy=True)
    member.up(clusterIdentifier="forced-1", globalClusterIdentifier="forced", **MEMBER)
    whole.state = whole.refresh()
    sent.clear()

    whole.down()

    assert sent.writes == ["RemoveFromGlobalCluster", "DeleteGlobalCluster"]
    assert member.refresh()["globalClusterIdentifier"] == ""
    member.down()
