"""Production and development: the reference values, and what sets the two apart."""

from __future__ import annotations

from typing import Any

import pytest

from aurora.settings import DevelopmentSettings, ProductionSettings, Restore
from aurora.values import UNKNOWN, Secret
from tests.environments.plans import plan, planned, settings

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")

INSTANCE = "aws:rds/clusterInstance:ClusterInstance"


def production(**changes: Any) -> ProductionSettings:
    found = settings("prod")
    assert isinstance(found, ProductionSettings)
    return found.model_copy(update=changes)


def development(**changes: Any) -> DevelopmentSettings:
    found = settings("dev")
    assert isinstance(found, DevelopmentSettings)
    return found.model_copy(update=changes)


def test_production_is_highly_available_and_keeps_what_it_has() -> None:
    recording = plan("prod")
    cluster = recording.named("prod-us-east-1-cluster")
    assert cluster.protect
    assert cluster.props["backupRetentionPeriod"] == 7
    assert cluster.props["manageMasterUserPassword"] is True
    assert cluster.props["deleteAutomatedBackups"] is False
    assert len(recording.of_type(INSTANCE)) == 2
    assert recording.of_type("aws:backup/plan:Plan")
    assert recording.of_type("aws:ec2/flowLog:FlowLog")


def test_production_has_a_proxy_between_two_security_groups() -> None:
    recording = plan("prod")
    (proxy,) = recording.of_type("aws:rds/proxy:Proxy")
    group = recording.named("prod-us-east-1-proxy-security-group")
    database = recording.named("prod-us-east-1-security-group")
    assert proxy.property_dependencies["vpcSecurityGroupIds"] == (group.urn,)
    into = recording.named("prod-us-east-1-proxy-target-ingress-database")
    assert database.urn in into.property_dependencies["securityGroupId"]
    target = recording.named("prod-us-east-1-proxy-target")
    for instance in recording.of_type(INSTANCE):
        assert instance.urn in target.dependencies
    assert recording.outputs["proxyEndpoint"] is UNKNOWN


def test_development_comes_and_goes() -> None:
    recording = plan("dev")
    cluster = recording.named("dev-us-east-1-cluster")
    assert not any(resource.protect for resource in recording.resources)
    assert cluster.props["skipFinalSnapshot"] is True
    assert cluster.props["deleteAutomatedBackups"] is True
    assert cluster.props["enableHttpEndpoint"] is True
    assert cluster.props["serverlessv2ScalingConfiguration"] == {
        "minCapacity": 0.5,
        "maxCapacity": 4,
    }
    assert [i.props["instanceClass"] for i in recording.of_type(INSTANCE)] == ["db.serverless"]
    assert not recording.of_type("aws:backup/plan:Plan")
    assert recording.named("dev-us-east-1-key").props["deletionWindowInDays"] == 7


def test_without_monitoring_there_is_no_role() -> None:
    said = development().monitoring.model_copy(update={"interval": 0})
    recording = planned(development(monitoring=said), "dev")
    assert not [r for r in recording.resources if "monitoring" in r.name]


def test_the_platform_can_keep_the_password_of_a_regional_cluster_too() -> None:
    said = development().database.model_copy(update={"credentials": "secret"})
    recording = planned(development(database=said), "dev")
    assert isinstance(recording.named("dev-us-east-1-password-1").props["input"], Secret)
    cluster = recording.named("dev-us-east-1-cluster").props
    assert "manageMasterUserPassword" not in cluster
    assert recording.named("dev-us-east-1-secret").props["recoveryWindowInDays"] == 0


def test_an_existing_vpc_needs_no_ec2_network() -> None:
    said = development().network.model_copy(
        update={"cidr": None, "vpc_id": "vpc-1", "subnet_ids": ("subnet-1", "subnet-2")}
    )
    recording = planned(development(network=said), "dev")
    assert not recording.of_type("aws:ec2/vpc:Vpc")
    assert recording.named("dev-us-east-1-subnet-group").props["subnetIds"] == [
        "subnet-1",
        "subnet-2",
    ]


def test_a_restore_starts_from_what_the_file_names() -> None:
    snapshot = planned(production(restore=Restore(snapshot="before")), "prod")
    assert snapshot.named("prod-us-east-1-cluster").props["snapshotIdentifier"] == "before"
    clone = planned(production(restore=Restore(cluster="other", type="copy-on-write")), "prod")
    moment = clone.named("prod-us-east-1-cluster").props["restoreToPointInTime"]
    assert moment["sourceClusterIdentifier"] == "other"


def test_one_change_in_the_file_changes_one_thing() -> None:
    said = production().alarms.model_copy(update={"cpu_percent": 75})
    before = {r.urn: r.props for r in plan("prod").resources}
    after = {r.urn: r.props for r in planned(production(alarms=said), "prod").resources}
    changed = {urn.rpartition("::")[2] for urn in before if before[urn] != after[urn]}
    assert changed == {"prod-us-east-1-alarm-cpu-1", "prod-us-east-1-alarm-cpu-2"}


@pytest.mark.parametrize("stack", ["prod", "dev"])
def test_outputs_say_where_to_connect_and_no_secret(stack: str) -> None:
    outputs = plan(stack).outputs
    wanted = {
        *("region", "clusterIdentifier", "writerEndpoint", "readerEndpoint", "port"),
        *("secretArn", "topicArn", "topicName", "dashboardName", "regions"),
    }
    assert wanted <= set(outputs)
    assert outputs["regions"]["us-east-1"]["clusterIdentifier"] == outputs["clusterIdentifier"]
    assert not any(isinstance(value, Secret) for value in outputs.values())
