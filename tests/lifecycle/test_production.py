"""The life of the production stack on the real engine, read back with boto3."""

from __future__ import annotations

import json

import pytest

from aurora.errors import Refused
from tests.lifecycle.estate import Estate, changed

pytestmark = pytest.mark.lifecycle
CLUSTER = "ecommerce-prod-us-east-1"


def test_up_builds_what_the_file_says(estate: Estate) -> None:
    result = estate.environment("prod").up()
    assert not [f for f in result.findings if f.level == "mandatory"]
    rds = estate.aws("rds")
    cluster = rds.describe_db_clusters(DBClusterIdentifier=CLUSTER)["DBClusters"][0]
    assert cluster["Engine"] == "aurora-mysql"
    assert cluster["StorageEncrypted"] is True
    assert cluster["DeletionProtection"] is True
    assert cluster["BackupRetentionPeriod"] == 7
    assert cluster["PreferredBackupWindow"] == "03:00-04:00"
    assert cluster["PreferredMaintenanceWindow"] == "sun:04:00-sun:05:00"
    assert set(cluster["EnabledCloudwatchLogsExports"]) == {
        "audit",
        "error",
        "general",
        "slowquery",
    }
    assert cluster["MasterUserSecret"]["SecretArn"]
    assert len(cluster["DBClusterMembers"]) >= 2
    instances = rds.describe_db_instances()["DBInstances"]
    assert {i["DBInstanceClass"] for i in instances} == {"db.r6g.xlarge"}
    assert len({i["AvailabilityZone"] for i in instances}) >= 2
    assert {i["MonitoringInterval"] for i in instances} == {60}
    proxies = rds.describe_db_proxies()["DBProxies"]
    assert [proxy["RequireTLS"] for proxy in proxies] == [True]
    tags = {tag["Key"]: tag["Value"] for tag in cluster["TagList"]}
    assert {"Environment", "Application"} <= set(tags)


def test_a_second_up_changes_nothing(estate: Estate) -> None:
    assert changed(estate.environment("prod").up()) == {}


def test_nothing_has_drifted(estate: Estate) -> None:
    assert not estate.environment("prod").drift().found
    assert changed(estate.environment("prod").refresh()) == {}
    assert changed(estate.environment("prod").preview()) == {}


def test_a_change_behind_the_engines_back_is_found_and_repaired(estate: Estate) -> None:
    rds = estate.aws("rds")
    rds.modify_db_cluster(
        DBClusterIdentifier=CLUSTER, BackupRetentionPeriod=2, ApplyImmediately=True
    )
    drift = estate.environment("prod").drift()
    assert list(changed(drift)) == ["prod-us-east-1-cluster"]
    estate.environment("prod").refresh()
    repaired = estate.environment("prod").up()
    assert changed(repaired) == {"prod-us-east-1-cluster": "update"}
    cluster = rds.describe_db_clusters(DBClusterIdentifier=CLUSTER)["DBClusters"][0]
    assert cluster["BackupRetentionPeriod"] == 7


def test_one_more_reader_touches_nothing_that_is_there(estate: Estate) -> None:
    config = estate.config("prod")
    config["aurora:readers"]["count"] += 1
    result = estate.environment("prod", config).up()
    assert set(changed(result).values()) <= {"create", "update"}
    made = [n for n, op in changed(result).items() if op == "create"]
    assert any("instance-3" in name for name in made)
    touched = {c.type for c in result.changes if c.operation.value == "update"}
    assert touched <= {
        "aws:cloudwatch/dashboard:Dashboard",
        "aws:rds/eventSubscription:EventSubscription",
    }


def test_an_alarm_threshold_touches_the_alarms_only(estate: Estate) -> None:
    config = estate.config("prod")
    config["aurora:readers"]["count"] += 1
    config["aurora:alarms"] = {**config.get("aurora:alarms", {}), "cpuPercent": 70}
    result = estate.environment("prod", config).preview()
    types = {c.type for c in result.changes if c.type.startswith("aws:")}
    assert "aws:cloudwatch/metricAlarm:MetricAlarm" in types
    assert types <= {
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "aws:cloudwatch/dashboard:Dashboard",
    }


def test_a_violation_is_refused_before_anything_is_touched(estate: Estate) -> None:
    config = estate.config("prod")
    config["aurora:readers"]["count"] += 1
    config["aurora:backup"]["retentionDays"] = 2
    with pytest.raises(Refused, match="aurora-cluster-backup-retention"):
        estate.environment("prod", config).up()
    cluster = estate.aws("rds").describe_db_clusters(DBClusterIdentifier=CLUSTER)["DBClusters"][0]
    assert cluster["BackupRetentionPeriod"] == 7


def test_state_and_outputs_hold_no_password(estate: Estate) -> None:
    secrets = estate.aws("secretsmanager")
    values = [
        json.loads(secrets.get_secret_value(SecretId=entry["ARN"])["SecretString"])["password"]
        for entry in secrets.list_secrets()["SecretList"]
    ]
    assert values
    exported = estate.export("prod").read_text(encoding="utf-8")
    outputs = json.dumps(dict(estate.environment("prod").outputs()), default=str)
    for value in values:
        assert value not in exported
        assert value not in outputs


def test_a_protected_stack_refuses_to_be_destroyed(estate: Estate) -> None:
    with pytest.raises(Refused) as refusal:
        estate.environment("prod").destroy()
    assert "unprotect" in str(refusal.value)
    assert estate.aws("rds").describe_db_clusters()["DBClusters"]


def test_destroyed_on_purpose_it_leaves_a_final_snapshot(estate: Estate) -> None:
    estate.environment("prod").destroy(unprotect=True)
    rds = estate.aws("rds")
    assert rds.describe_db_clusters()["DBClusters"] == []
    assert rds.describe_db_instances()["DBInstances"] == []
    snapshots = rds.describe_db_cluster_snapshots(SnapshotType="manual")["DBClusterSnapshots"]
    assert len(snapshots) == 1
    assert (
        estate.aws("ec2").describe_vpcs(Filters=[{"Name": "is-default", "Values": ["false"]}])[
            "Vpcs"
        ]
        == []
    )
