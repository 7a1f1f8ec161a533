"""A read of a cluster: what AWS answers, what it keeps, what an import adds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TYPE = "aws:rds/cluster:Cluster"
BASE = {
    "engine": "aurora-postgresql",
    "engineMode": "provisioned",
    "masterUsername": "keeper",
    "masterPassword": "not-a-real-word",
    "skipFinalSnapshot": True,
}


def test_defaults_of_a_plain_cluster(resource: Callable[..., Any]) -> None:
    cluster = resource(TYPE)

    state = cluster.up(clusterIdentifier="defaults", databaseName="shop", **BASE)

    assert state["arn"].endswith(":cluster:defaults")
    assert state["port"] == 5432
    assert state["backupRetentionPeriod"] == 1
    assert len(state["availabilityZones"]) == 3
    assert state["engineVersion"] == state["engineVersionActual"]
    assert state["engineLifecycleSupport"] == "open-source-rds-extended-support"
    assert state["databaseInsightsMode"] == "standard"
    assert state["networkType"] == "IPV4"
    assert state["storageType"] == ""
    assert state["databaseName"] == "shop"
    assert state["iamRoles"] == state["masterUserSecrets"] == state["clusterMembers"] == []
    assert state["endpoint"] != state["readerEndpoint"]
    assert "serverlessv2ScalingConfiguration" not in state
    cluster.down()


def test_refresh_finds_nothing_after_a_create(resource: Callable[..., Any]) -> None:
    cluster = resource(TYPE)
    state = cluster.up(
        clusterIdentifier="quiet",
        serverlessv2ScalingConfiguration={"minCapacity": 0.5, "maxCapacity": 8},
        **BASE,
    )

    assert cluster.refresh() == state
    cluster.down()


def test_refresh_sees_a_change_made_elsewhere(resource: Callable[..., Any], clients: Any) -> None:
    cluster = resource(TYPE)
    cluster.up(clusterIdentifier="drifted", **BASE)
    clients("rds").modify_db_cluster(
        DBClusterIdentifier="drifted", BackupRetentionPeriod=9, ApplyImmediately=True
    )

    assert cluster.refresh()["backupRetentionPeriod"] == 9
    cluster.down()


def test_import_sets_what_aws_does_not_know(resource: Callable[..., Any]) -> None:
    cluster = resource(TYPE)
    cluster.up(clusterIdentifier="imported", **BASE)

    found = resource(TYPE).imported("imported")

    assert found["skipFinalSnapshot"] is found["deleteAutomatedBackups"] is True
    assert "masterPassword" not in found
    assert resource(TYPE).imported("Imported") is None
    cluster.down()
