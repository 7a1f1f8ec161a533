"""DescribeEvents: what happened to clusters, instances and snapshots."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest


def told(rds, **asked):
    return [
        (e["SourceType"], e["SourceIdentifier"], e["EventCategories"][0], e["Message"])
        for e in rds.describe_events(**asked)["Events"]
    ]


def test_the_life_of_a_cluster(rds, cluster):
    cluster("one", instances=2)
    rds.failover_db_cluster(DBClusterIdentifier="one", TargetDBInstanceIdentifier="one-2")
    rds.modify_db_cluster(DBClusterIdentifier="one", MasterUserPassword="password2")
    rds.create_db_cluster_snapshot(DBClusterIdentifier="one", DBClusterSnapshotIdentifier="kept")
    rds.reboot_db_instance(DBInstanceIdentifier="one-2")
    rds.stop_db_cluster(DBClusterIdentifier="one")
    rds.start_db_cluster(DBClusterIdentifier="one")
    rds.delete_db_instance(DBInstanceIdentifier="one-2")
    rds.delete_db_instance(DBInstanceIdentifier="one-1")
    rds.delete_db_cluster(DBClusterIdentifier="one", SkipFinalSnapshot=True)
    of_cluster = [
        ("creation", "DB cluster created"),
        ("failover", "Started cross AZ failover to DB instance: one-2"),
        ("failover", "Completed failover to DB instance: one-2"),
        ("configuration change", "Reset master credentials"),
        ("notification", "DB cluster stopped"),
        ("notification", "DB cluster started"),
        ("failover", "Completed failover to DB instance: one-1"),
        ("deletion", "DB cluster deleted"),
    ]
    found = told(rds, SourceType="db-cluster", SourceIdentifier="one")
    assert found == [("db-cluster", "one", *event) for event in of_cluster]
    assert told(rds, SourceType="db-instance", SourceIdentifier="one-2") == [
        ("db-instance", "one-2", "creation", "DB instance created"),
        ("db-instance", "one-2", "availability", "DB instance restarted"),
        ("db-instance", "one-2", "deletion", "DB instance deleted"),
    ]
    assert told(rds, SourceType="db-cluster-snapshot")[-1] == (
        "db-cluster-snapshot",
        "kept",
        "backup",
        "Manual cluster snapshot created",
    )
    assert {category for _, _, category, _ in told(rds, EventCategories=["failover"])} == {
        "failover"
    }


def test_each_event_has_its_place_and_time(rds, cluster):
    arn = cluster("one")["DBClusterArn"]
    (event,) = rds.describe_events(SourceType="db-cluster", SourceIdentifier="one")["Events"]
    assert event["SourceArn"] == arn
    assert abs(event["Date"] - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_time_that_is_asked_for(rds, cluster):
    cluster("one")
    now, hour = datetime.now(UTC), timedelta(hours=1)
    asked = {"SourceType": "db-cluster", "SourceIdentifier": "one"}
    assert len(told(rds, **asked, Duration=20160)) == 1
    assert len(told(rds, **asked, StartTime=now - hour, EndTime=now + hour)) == 1
    assert told(rds, **asked, StartTime=now - 3 * hour, EndTime=now - hour) == []


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        ({"SourceIdentifier": "one"}, "InvalidParameterCombination"),
        ({"Duration": 20160 * 2}, "InvalidParameterValue"),
        (
            {"StartTime": datetime.now(UTC), "EndTime": datetime.now(UTC) - timedelta(hours=2)},
            "InvalidParameterCombination",
        ),
    ],
)
def test_what_is_refused(rds, refused, odd, code):
    assert refused(rds.describe_events, **odd)[0] == code
