"""Instances of clusters."""

from __future__ import annotations

import pytest


def add(rds, name, group="one", engine="aurora-postgresql", **settings):
    return rds.create_db_instance(
        DBInstanceIdentifier=name,
        DBClusterIdentifier=group,
        Engine=engine,
        **({"DBInstanceClass": "db.r6g.large"} | settings),
    )["DBInstance"]


def test_instances_spread_and_differ(rds, cluster, network):
    cluster("one", DBSubnetGroupName="net", instances=3)
    found = rds.describe_db_instances(Filters=[{"Name": "db-cluster-id", "Values": ["one"]}])[
        "DBInstances"
    ]
    assert sorted(i["AvailabilityZone"] for i in found) == [
        "us-east-1a",
        "us-east-1b",
        "us-east-1c",
    ]
    assert len({i["DbiResourceId"] for i in found}) == 3
    assert {i["DBSubnetGroup"]["VpcId"] for i in found} == {network.vpc}
    rds.get_waiter("db_instance_available").wait(DBInstanceIdentifier="one-1")


REFUSED = {
    "no cluster": ({"DBClusterIdentifier": "none"}, "DBClusterNotFoundFault"),
    "other engine": ({"Engine": "aurora-mysql"}, "InvalidParameterCombination"),
    "other version": ({"EngineVersion": "15.10"}, "InvalidParameterCombination"),
    "class": ({"DBInstanceClass": "db.t2.micro"}, "InvalidParameterCombination"),
    "serverless without range": (
        {"DBInstanceClass": "db.serverless"},
        "InvalidParameterCombination",
    ),
    "tier": ({"PromotionTier": 16}, "InvalidParameterValue"),
    "zone": ({"AvailabilityZone": "eu-west-1a"}, "InvalidVPCNetworkStateFault"),
    "password": ({"MasterUserPassword": "password1"}, "InvalidParameterCombination"),
    "monitoring": ({"MonitoringInterval": 15}, "InvalidParameterCombination"),
    "insights days": (
        {"EnablePerformanceInsights": True, "PerformanceInsightsRetentionPeriod": 8},
        "InvalidParameterValue",
    ),
    "group": ({"DBParameterGroupName": "none"}, "DBParameterGroupNotFound"),
    "taken": ({"DBInstanceIdentifier": "ONE-1"}, "DBInstanceAlreadyExists"),
    "authority": ({"CACertificateIdentifier": "rds-ca-2019"}, "CertificateNotFound"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_and_nothing_made(rds, cluster, refused, case):
    cluster("one", instances=1)
    odd, code = REFUSED[case]
    settings = {
        "DBInstanceIdentifier": "odd",
        "DBClusterIdentifier": "one",
        "Engine": "aurora-postgresql",
        "DBInstanceClass": "db.r6g.large",
    }
    assert refused(rds.create_db_instance, **(settings | odd))[0] == code
    assert len(rds.describe_db_instances()["DBInstances"]) == 1


def test_the_key_of_insights_stays(rds, clients, cluster, refused):
    cluster("one", instances=1)
    other = clients("kms").create_key()["KeyMetadata"]["Arn"]

    def change(**settings):
        return rds.modify_db_instance(DBInstanceIdentifier="one-1", **settings)["DBInstance"]

    present = change(EnablePerformanceInsights=True)["PerformanceInsightsKMSKeyId"]
    assert refused(
        rds.modify_db_instance, DBInstanceIdentifier="one-1", PerformanceInsightsKMSKeyId=other
    ) == ("InvalidParameterCombination", "You can't change your Performance Insights KMS key.")
    found = change(EnablePerformanceInsights=True, PerformanceInsightsKMSKeyId=present)
    assert found["PerformanceInsightsKMSKeyId"] == present
    change(EnablePerformanceInsights=False)
    found = change(EnablePerformanceInsights=True, PerformanceInsightsKMSKeyId=other)
    assert found["PerformanceInsightsKMSKeyId"] == other


def test_a_new_class_waits_unless_applied_at_once(rds, cluster):
    cluster("one", instances=1)

    def change(**settings):
        return rds.modify_db_instance(DBInstanceIdentifier="one-1", **settings)["DBInstance"]

    found = change(DBInstanceClass="db.r6g.xlarge", PromotionTier=3)
    assert found["DBInstanceClass"] == "db.r6g.large"
    assert found["PendingModifiedValues"] == {"DBInstanceClass": "db.r6g.xlarge"}
    assert found["PromotionTier"] == 3
    found = change(AutoMinorVersionUpgrade=False, ApplyImmediately=True)
    assert (found["DBInstanceClass"], found["PendingModifiedValues"]) == ("db.r6g.xlarge", {})


def test_changes_are_read_back(rds, cluster):
    cluster("one", instances=1)
    changes = {
        "CACertificateIdentifier": "rds-ca-ecc384-g1",
        "CopyTagsToSnapshot": True,
        "MonitoringInterval": 60,
        "MonitoringRoleArn": "arn:aws:iam::123456789012:role/monitor",
        "PerformanceInsightsRetentionPeriod": 731,
        "PreferredMaintenanceWindow": "tue:01:00-tue:02:00",
        "PubliclyAccessible": True,
    }
    rds.modify_db_instance(
        DBInstanceIdentifier="one-1",
        EnablePerformanceInsights=True,
        ApplyImmediately=True,
        **changes,
    )
    found = rds.describe_db_instances(DBInstanceIdentifier="one-1")["DBInstances"][0]
    assert {name: found[name] for name in changes} == changes
    assert found["CertificateDetails"]["CAIdentifier"] == "rds-ca-ecc384-g1"
    assert "RDSOSMetrics" in found["EnhancedMonitoringResourceArn"]


def test_a_static_parameter_waits_for_the_reboot(rds, cluster, described):
    rds.create_db_cluster_parameter_group(
        DBClusterParameterGroupName="own",
        DBParameterGroupFamily="aurora-postgresql17",
        Description="own",
    )
    cluster("one", instances=1, DBClusterParameterGroupName="own")
    rds.modify_db_cluster_parameter_group(
        DBClusterParameterGroupName="own",
        Parameters=[
            {
                "ParameterName": "max_connections",
                "ParameterValue": "100",
                "ApplyMethod": "pending-reboot",
            }
        ],
    )

    def status():
        return described("one")["DBClusterMembers"][0]["DBClusterParameterGroupStatus"]

    assert status() == "pending-reboot"
    rds.reboot_db_instance(DBInstanceIdentifier="one-1")
    assert status() == "in-sync"


def test_a_reader_follows_a_deleted_writer(rds, cluster, described):
    cluster("one", instances=2)
    add(rds, "first", PromotionTier=0)
    rds.create_db_cluster_endpoint(
        DBClusterIdentifier="one",
        DBClusterEndpointIdentifier="custom",
        EndpointType="ANY",
        StaticMembers=["one-1", "one-2"],
    )
    rds.delete_db_instance(DBInstanceIdentifier="one-1")
    rds.get_waiter("db_instance_deleted").wait(DBInstanceIdentifier="one-1")
    members = {
        m["DBInstanceIdentifier"]: m["IsClusterWriter"]
        for m in described("one")["DBClusterMembers"]
    }
    assert members == {"one-2": False, "first": True}
    endpoint = rds.describe_db_cluster_endpoints(DBClusterEndpointIdentifier="custom")
    assert endpoint["DBClusterEndpoints"][0]["StaticMembers"] == ["one-2"]
