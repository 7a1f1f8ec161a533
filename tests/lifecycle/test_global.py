"""The life of the global stack: regions, a switchover that plans nothing, the order of deletion."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aurora.engine.events import ResourceDone
from tests.lifecycle.estate import Estate, changed

pytestmark = pytest.mark.lifecycle
GLOBAL = "ecommerce-global"


def regions(estate: Estate) -> tuple[str, ...]:
    return tuple(estate.config("global")["aurora:regions"])


def members(estate: Estate) -> dict[str, Any]:
    """Return the cluster of each region."""
    return {
        region: estate.aws("rds", region).describe_db_clusters(
            DBClusterIdentifier=f"{GLOBAL}-{region}"
        )["DBClusters"][0]
        for region in regions(estate)
    }


def writer(estate: Estate) -> str:
    """Return the region that writes, as AWS says."""
    found = estate.aws("rds").describe_global_clusters(GlobalClusterIdentifier=GLOBAL)
    arns = [
        m["DBClusterArn"]
        for m in found["GlobalClusters"][0]["GlobalClusterMembers"]
        if m["IsWriter"]
    ]
    return arns[0].split(":")[3]


def test_up_builds_every_region(estate: Estate) -> None:
    result = estate.environment("global").up()
    assert len(regions(estate)) == 3
    found = members(estate)
    assert {len(c["DBClusterMembers"]) for r, c in found.items() if r != "us-east-1"} == {2}
    assert len(found["us-east-1"]["DBClusterMembers"]) == 4
    assert len({cluster["KmsKeyId"] for cluster in found.values()}) == 3
    for region, cluster in found.items():
        assert cluster["KmsKeyId"].split(":")[3] == region
        assert cluster["BackupRetentionPeriod"] == 14
        assert cluster["DeletionProtection"] is True
        assert cluster["DatabaseInsightsMode"] == "advanced"
    assert writer(estate) == "us-east-1"
    assert result.outputs["globalEndpoint"].endswith(".rds.amazonaws.com")
    targets = estate.aws("application-autoscaling").describe_scalable_targets(
        ServiceNamespace="rds"
    )["ScalableTargets"]
    assert [(t["MinCapacity"], t["MaxCapacity"]) for t in targets] == [(2, 8)]


def test_each_region_has_an_alarm_on_its_lag(estate: Estate) -> None:
    for region in regions(estate):
        alarms = estate.aws("cloudwatch", region).describe_alarms()["MetricAlarms"]
        lags = [a for a in alarms if a["MetricName"].startswith("AuroraGlobalDB")]
        assert lags, region
        for alarm in lags:
            assert alarm["TreatMissingData"] == "notBreaching"
            assert [d["Name"] for d in alarm["Dimensions"]] == ["DBClusterIdentifier"]


def test_again_changes_nothing_and_nothing_has_drifted(estate: Estate) -> None:
    assert changed(estate.environment("global").up()) == {}
    assert not estate.environment("global").drift().found


@pytest.mark.parametrize("region", ["eu-west-1", "ap-southeast-1", "us-east-1"])
def test_a_switchover_plans_nothing(estate: Estate, region: str) -> None:
    target = members(estate)[region]["DBClusterArn"]
    estate.aws("rds").switchover_global_cluster(
        GlobalClusterIdentifier=GLOBAL, TargetDbClusterIdentifier=target
    )
    assert writer(estate) == region
    # A preview looks at AWS first; what it finds there is not to be changed back.
    assert changed(estate.environment("global").preview()) == {}


def test_the_state_holds_no_password(estate: Estate) -> None:
    secrets = estate.aws("secretsmanager")
    arn = secrets.list_secrets()["SecretList"][0]["ARN"]
    value = secrets.get_secret_value(SecretId=arn)["SecretString"]
    password = json.loads(value)["password"]
    exported = estate.export("global").read_text(encoding="utf-8")
    assert password not in exported
    assert password not in json.dumps(dict(estate.environment("global").outputs()), default=str)


def test_the_secret_exists_in_every_region(estate: Estate) -> None:
    for region in regions(estate):
        assert estate.aws("secretsmanager", region).list_secrets()["SecretList"], region


def test_destroyed_on_purpose_the_other_regions_go_first(estate: Estate) -> None:
    environment = estate.environment("global")
    environment.destroy(unprotect=True)
    deleted = [
        event.change.name
        for event in estate.events
        if isinstance(event, ResourceDone) and event.change.operation.value == "delete"
    ]
    first_of_origin = min(
        index for index, name in enumerate(deleted) if name.startswith("global-us-east-1-instance")
    )
    for region in ("eu-west-1", "ap-southeast-1"):
        assert deleted.index(f"global-{region}-cluster") < first_of_origin
    for region in regions(estate):
        rds = estate.aws("rds", region)
        assert rds.describe_db_clusters()["DBClusters"] == []
        snapshots = rds.describe_db_cluster_snapshots(SnapshotType="manual")
        assert len(snapshots["DBClusterSnapshots"]) == 1
    assert estate.aws("rds").describe_global_clusters()["GlobalClusters"] == []
