"""The life of the development stack, and of a file with faults, on the real engine."""

from __future__ import annotations

import json

import pytest

from aurora.errors import AuroraError, BadInput
from aurora.planning.checking import check_state
from policies.rule import Verdict
from tests.lifecycle.estate import Estate, changed

pytestmark = pytest.mark.lifecycle
CLUSTER = "ecommerce-dev-us-east-1"


def test_a_stack_that_does_not_exist_is_bad_input(estate: Estate) -> None:
    with pytest.raises(BadInput) as error:
        estate.environment("nope").up()
    assert "nope" in str(error.value)
    with pytest.raises(BadInput):
        estate.environment("dev").outputs()


def test_a_wrong_file_is_refused_by_the_engine_too(estate: Estate) -> None:
    config = estate.config("dev")
    config["aurora:backup"]["retentionDays"] = 36
    with pytest.raises(AuroraError) as error:
        estate.environment("dev", config).up()
    assert "retentionDays" in str(error.value)
    assert "Traceback" not in str(error.value)
    assert estate.aws("rds").describe_db_clusters()["DBClusters"] == []


def test_up_builds_a_serverless_cluster(estate: Estate) -> None:
    estate.environment("dev").up()
    rds = estate.aws("rds")
    cluster = rds.describe_db_clusters(DBClusterIdentifier=CLUSTER)["DBClusters"][0]
    scaling = cluster["ServerlessV2ScalingConfiguration"]
    assert (scaling["MinCapacity"], scaling["MaxCapacity"]) == (0.5, 4.0)
    assert cluster["HttpEndpointEnabled"] is True
    assert cluster["DatabaseName"] == "development_db"
    assert cluster["MasterUsername"] == "dev_admin"
    assert cluster["BackupRetentionPeriod"] == 3
    tags = {tag["Key"]: tag["Value"] for tag in cluster["TagList"]}
    assert tags["Environment"] == "Development"
    assert tags["CostCenter"] == "Engineering"
    instances = rds.describe_db_instances()["DBInstances"]
    assert [i["DBInstanceClass"] for i in instances] == ["db.serverless"]


def test_again_changes_nothing_and_nothing_has_drifted(estate: Estate) -> None:
    assert changed(estate.environment("dev").up()) == {}
    assert not estate.environment("dev").drift().found


def test_the_engine_the_state_and_an_analysis_find_the_same(estate: Estate) -> None:
    up = {(f.rule, f.urn) for f in estate.environment("dev").up().findings}
    assert up
    state = estate.export("dev")
    checked = check_state(estate.root, state).findings
    assert {(f.rule, f.urn) for f in checked if f.verdict is Verdict.VIOLATION} == up
    arguments = ("--file", str(state), "--policy-pack", str(estate.root / "policies"), "--json")
    lines = estate.pulumi("dev", "policy", "analyze", *arguments).splitlines()
    events = [json.loads(line).get("policyEvent") for line in lines]
    assert {(e["policyName"], e["resourceUrn"]) for e in events if e} == up


def test_a_wrong_passphrase_is_one_clear_message(estate: Estate) -> None:
    environment = estate.environment("dev")
    wrong = {**estate.variables, "PULUMI_CONFIG_PASSPHRASE": "not the one"}
    with pytest.raises(BadInput) as error:
        type(environment)("dev", estate.root, variables=wrong, engine=estate.engine).preview()
    assert "passphrase" in str(error.value)


def test_an_endpoint_elsewhere_is_refused(estate: Estate) -> None:
    environment = estate.environment("dev")
    elsewhere = {**estate.variables, "AWS_ENDPOINT_URL": "https://rds.us-east-1.amazonaws.com"}
    with pytest.raises(BadInput):
        type(environment)("dev", estate.root, variables=elsewhere, engine=estate.engine).preview()


def test_destroy_leaves_nothing(estate: Estate) -> None:
    estate.environment("dev").destroy()
    rds = estate.aws("rds")
    assert rds.describe_db_clusters()["DBClusters"] == []
    assert rds.describe_db_cluster_snapshots(SnapshotType="manual")["DBClusterSnapshots"] == []
