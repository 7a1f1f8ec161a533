"""The call that begins a change answers the thing on its way; the next read answers it done."""

from __future__ import annotations


def test_a_cluster_with_its_members(rds, cluster, described):
    assert cluster("new")["Status"] == "creating"
    assert described("new")["Status"] == "available"

    member = {"DBInstanceIdentifier": "new-1"}
    made = rds.create_db_instance(
        **member,
        DBClusterIdentifier="new",
        DBInstanceClass="db.r6g.large",
        Engine="aurora-postgresql",
    )["DBInstance"]
    assert made["DBInstanceStatus"] == "creating"
    rebooted = rds.reboot_db_instance(**member)["DBInstance"]
    assert rebooted["DBInstanceStatus"] == "rebooting"
    assert rds.describe_db_instances(**member)["DBInstances"][0]["DBInstanceStatus"] == "available"


def test_a_snapshot_and_what_is_restored_from_it(rds, cluster, described):
    cluster("origin")
    snapshot = {"DBClusterSnapshotIdentifier": "kept"}
    made = rds.create_db_cluster_snapshot(**snapshot, DBClusterIdentifier="origin")
    made = made["DBClusterSnapshot"]
    assert (made["Status"], made["PercentProgress"]) == ("creating", 0)
    read = rds.describe_db_cluster_snapshots(**snapshot)["DBClusterSnapshots"][0]
    assert (read["Status"], read["PercentProgress"]) == ("available", 100)

    restored = rds.restore_db_cluster_from_snapshot(
        DBClusterIdentifier="again", SnapshotIdentifier="kept", Engine="aurora-postgresql"
    )["DBCluster"]
    cloned = rds.restore_db_cluster_to_point_in_time(
        DBClusterIdentifier="clone",
        SourceDBClusterIdentifier="origin",
        UseLatestRestorableTime=True,
    )["DBCluster"]
    assert (restored["Status"], cloned["Status"]) == ("creating", "creating")
    assert {described(name)["Status"] for name in ("again", "clone")} == {"available"}


def test_an_endpoint(rds, cluster):
    cluster("served", instances=1)
    name = {"DBClusterEndpointIdentifier": "reports"}
    made = rds.create_db_cluster_endpoint(
        **name, DBClusterIdentifier="served", EndpointType="READER"
    )
    changed = rds.modify_db_cluster_endpoint(**name, StaticMembers=["served-1"])
    assert (made["Status"], changed["Status"]) == ("creating", "modifying")
    (read,) = rds.describe_db_cluster_endpoints(**name)["DBClusterEndpoints"]
    assert (read["Status"], read["StaticMembers"]) == ("available", ["served-1"])


def test_a_subscription(rds, clients):
    topic = clients("sns").create_topic(Name="first-states")["TopicArn"]
    name = {"SubscriptionName": "watch"}
    made = rds.create_event_subscription(**name, SnsTopicArn=topic)["EventSubscription"]
    changed = rds.modify_event_subscription(**name, Enabled=False)["EventSubscription"]
    assert (made["Status"], changed["Status"]) == ("creating", "modifying")
    (read,) = rds.describe_event_subscriptions(**name)["EventSubscriptionsList"]
    assert (read["Status"], read["Enabled"]) == ("active", False)
