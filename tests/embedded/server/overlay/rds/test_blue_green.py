"""Blue/green deployments of clusters."""

from __future__ import annotations

import pytest


@pytest.fixture
def deployed(rds, cluster):
    arn = cluster(
        "shop", EngineVersion="16.8", instances=2, DatabaseName="shop", BackupRetentionPeriod=7
    )["DBClusterArn"]
    return rds.create_blue_green_deployment(
        BlueGreenDeploymentName="next", Source=arn, TargetEngineVersion="17.7"
    )["BlueGreenDeployment"]


def test_a_green_copy(rds, deployed, described):
    green = described(deployed["Target"])
    assert green["DBClusterIdentifier"].startswith("shop-green-")
    assert (green["EngineVersion"], green["DatabaseName"]) == ("17.7", "shop")
    assert green["BackupRetentionPeriod"] == 7
    assert len(green["DBClusterMembers"]) == 2
    found = rds.describe_blue_green_deployments(
        BlueGreenDeploymentIdentifier=deployed["BlueGreenDeploymentIdentifier"]
    )["BlueGreenDeployments"]
    assert [entry["Status"] for entry in found] == ["AVAILABLE"]


def test_a_switchover_swaps_the_names(rds, deployed, described, refused):
    name = {"BlueGreenDeploymentIdentifier": deployed["BlueGreenDeploymentIdentifier"]}
    before = described("shop")["DbClusterResourceId"]
    switched = rds.switchover_blue_green_deployment(**name)["BlueGreenDeployment"]
    assert switched["Status"] == "SWITCHOVER_COMPLETED"
    assert described("shop")["EngineVersion"] == "17.7"
    assert described("shop-old1")["DbClusterResourceId"] == before
    members = [m["DBInstanceIdentifier"] for m in described("shop")["DBClusterMembers"]]
    assert members == ["shop-1", "shop-2"]
    code, _ = refused(rds.switchover_blue_green_deployment, **name)
    assert code == "InvalidBlueGreenDeploymentStateFault"
    rds.delete_blue_green_deployment(**name)
    assert rds.describe_blue_green_deployments()["BlueGreenDeployments"] == []


def test_what_cannot_be_copied(rds, cluster, refused):
    create = rds.create_blue_green_deployment
    managed = cluster("managed", ManageMasterUserPassword=True)["DBClusterArn"]
    code, _ = refused(create, BlueGreenDeploymentName="a", Source=managed)
    assert code == "SourceClusterNotSupportedFault"
    plain = cluster("plain", "aurora-mysql")["DBClusterArn"]
    code, message = refused(create, BlueGreenDeploymentName="b", Source=plain)
    assert (code, "binary logging" in message) == ("InvalidParameterCombination", True)


def test_the_copy_goes_with_the_deployment(rds, deployed):
    rds.delete_blue_green_deployment(
        BlueGreenDeploymentIdentifier=deployed["BlueGreenDeploymentIdentifier"], DeleteTarget=True
    )
    found = rds.describe_db_clusters()["DBClusters"]
    assert [entry["DBClusterIdentifier"] for entry in found] == ["shop"]
    assert len(rds.describe_db_instances()["DBInstances"]) == 2
