"""Event subscriptions, integrations, shard groups, backtracks, and what AWS offers."""

from __future__ import annotations

import datetime

import pytest


@pytest.fixture
def topic(clients):
    return clients("sns").create_topic(Name="events")["TopicArn"]


def test_event_subscriptions(rds, topic, cluster, refused):
    cluster("one")
    cluster("two")
    made = rds.create_event_subscription(
        SubscriptionName="Mine",
        SnsTopicArn=topic,
        SourceType="db-instance",
        EventCategories=["creation", "failure"],
        Enabled=False,
        Tags=[{"Key": "a", "Value": "b"}],
    )["EventSubscription"]
    assert (made["CustSubscriptionId"], made["Status"]) == ("Mine", "creating")
    assert made["EventSubscriptionArn"] == "arn:aws:rds:us-east-1:123456789012:es:Mine"
    assert made["CustomerAwsId"] == "123456789012"
    rds.modify_event_subscription(
        SubscriptionName="Mine",
        SourceType="db-cluster",
        EventCategories=["failover"],
        Enabled=True,
    )
    for name in ("one", "two"):
        rds.add_source_identifier_to_subscription(SubscriptionName="Mine", SourceIdentifier=name)
    rds.remove_source_identifier_from_subscription(SubscriptionName="Mine", SourceIdentifier="one")
    found = rds.describe_event_subscriptions(SubscriptionName="Mine")["EventSubscriptionsList"][0]
    assert (found["SourceType"], found["EventCategoriesList"], found["SourceIdsList"]) == (
        "db-cluster",
        ["failover"],
        ["two"],
    )
    assert found["Enabled"]
    code, words = refused(
        rds.add_source_identifier_to_subscription,
        SubscriptionName="Mine",
        SourceIdentifier="none",
    )
    assert (code, words) == ("SourceNotFound", "Could not find source :none")
    rds.delete_event_subscription(SubscriptionName="Mine")
    code, _ = refused(rds.describe_event_subscriptions, SubscriptionName="Mine")
    assert code == "SubscriptionNotFound"


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        ({"SnsTopicArn": "arn:aws:sns:us-east-1:123456789012:none"}, "SNSTopicArnNotFound"),
        ({"SourceType": "db-nothing"}, "InvalidParameterValue"),
        ({"SourceType": "db-cluster", "EventCategories": ["none"]}, "SubscriptionCategoryNotFound"),
        ({"SourceIds": ["one"]}, "InvalidParameterCombination"),
        ({"SourceIds": ["none"], "SourceType": "db-cluster"}, "SourceNotFound"),
        ({"SourceIds": ["none"], "SourceType": "db-instance"}, "SourceNotFound"),
        ({"SourceIds": ["none"], "SourceType": "db-proxy"}, "SourceNotFound"),
    ],
)
def test_refused_subscriptions(rds, topic, refused, odd, code):
    settings = {"SubscriptionName": "odd", "SnsTopicArn": topic} | odd
    assert refused(rds.create_event_subscription, **settings)[0] == code


def test_source_types_without_categories_of_the_catalogue(rds, topic):
    made = rds.create_event_subscription(
        SubscriptionName="proxies",
        SnsTopicArn=topic,
        SourceType="db-proxy",
        EventCategories=["configuration change"],
    )["EventSubscription"]
    assert made["SourceType"] == "db-proxy"


def test_integrations(clients, rds, cluster, refused):
    source = cluster("one", "aurora-mysql")["DBClusterArn"]
    target = "arn:aws:redshift-serverless:us-east-1:123456789012:namespace/n"
    made = rds.create_integration(
        SourceArn=source,
        TargetArn=target,
        IntegrationName="zero",
        Tags=[{"Key": "a", "Value": "b"}],
    )
    arn = made["IntegrationArn"]
    assert (made["Status"], made["DataFilter"]) == ("active", "include: *.*")
    rds.modify_integration(IntegrationIdentifier=arn, DataFilter="include: shop.*")
    found = rds.describe_integrations(IntegrationIdentifier=arn)["Integrations"][0]
    assert (found["DataFilter"], found["Tags"]) == ("include: shop.*", [{"Key": "a", "Value": "b"}])
    rds.delete_integration(IntegrationIdentifier=arn)
    code, _ = refused(rds.describe_integrations, IntegrationIdentifier=arn)
    assert code == "IntegrationNotFoundFault"


def test_shard_groups(rds, cluster, refused):
    cluster("one", ClusterScalabilityType="limitless", EngineVersion="16.6-limitless")
    made = rds.create_db_shard_group(
        DBShardGroupIdentifier="shards", DBClusterIdentifier="one", MaxACU=768
    )
    assert (made["Status"], made["ComputeRedundancy"]) == ("available", 0)
    rds.modify_db_shard_group(DBShardGroupIdentifier="shards", MaxACU=1000, MinACU=16)
    found = rds.describe_db_shard_groups(DBShardGroupIdentifier="shards")["DBShardGroups"][0]
    assert (found["MaxACU"], found["MinACU"]) == (1000, 16)
    rds.delete_db_shard_group(DBShardGroupIdentifier="shards")
    code, _ = refused(rds.describe_db_shard_groups, DBShardGroupIdentifier="shards")
    assert code == "DBShardGroupNotFound"


def test_backtracks(rds, cluster, refused):
    cluster("one", "aurora-mysql", BacktrackWindow=3600)
    cluster("two", "aurora-mysql")
    now = datetime.datetime.now(datetime.UTC)
    made = rds.backtrack_db_cluster(
        DBClusterIdentifier="one",
        BacktrackTo=now - datetime.timedelta(minutes=5),
        UseEarliestTimeOnPointInTimeUnavailable=True,
    )
    found = rds.describe_db_cluster_backtracks(DBClusterIdentifier="one")["DBClusterBacktracks"]
    assert [entry["BacktrackIdentifier"] for entry in found] == [made["BacktrackIdentifier"]]
    assert refused(rds.backtrack_db_cluster, DBClusterIdentifier="two", BacktrackTo=now)[0] == (
        "InvalidParameterValue"
    )


def test_engine_versions(rds):
    pages = rds.get_paginator("describe_db_engine_versions").paginate(Engine="aurora-postgresql")
    found = {v["EngineVersion"]: v for page in pages for v in page["DBEngineVersions"]}
    assert found["17.7"]["DBParameterGroupFamily"] == "aurora-postgresql17"
    assert found["17.7"]["Status"] == "available"
    assert set(found["16.8"]["ExportableLogTypes"]) == {
        "postgresql",
        "instance",
        "iam-db-auth-error",
    }
    targets = {
        t["EngineVersion"]: t["IsMajorVersionUpgrade"] for t in found["16.8"]["ValidUpgradeTarget"]
    }
    assert (targets["16.9"], targets["17.7"]) == (False, True)
    assert "16.8" not in targets
    assert found["14.6"]["ServerlessV2FeaturesSupport"]["MinCapacity"] == 0.5
    default = rds.describe_db_engine_versions(Engine="aurora-postgresql", DefaultOnly=True)
    assert len(default["DBEngineVersions"]) == 1


def test_orderable_classes(rds):
    pages = rds.get_paginator("describe_orderable_db_instance_options").paginate(
        Engine="aurora-mysql", EngineVersion="8.0.mysql_aurora.3.10.3"
    )
    found = {o["DBInstanceClass"]: o for p in pages for o in p["OrderableDBInstanceOptions"]}
    assert {"db.serverless", "db.r6g.large", "db.r8g.large"} <= set(found)
    assert len(found["db.r6g.large"]["AvailabilityZones"]) >= 3


def test_certificates_quotas_and_categories(rds, cluster):
    cluster("one")
    found = rds.describe_certificates()
    assert found["DefaultCertificateForNewLaunches"] == "rds-ca-rsa2048-g1"
    assert len(found["Certificates"]) == 3
    quotas = {q["AccountQuotaName"]: q for q in rds.describe_account_attributes()["AccountQuotas"]}
    assert (quotas["DBClusters"]["Used"], quotas["DBClusters"]["Max"]) == (1, 40)
    kinds = {
        m["SourceType"]: m["EventCategories"]
        for m in rds.describe_event_categories()["EventCategoriesMapList"]
    }
    assert "failover" in kinds["db-cluster"]
    assert rds.describe_pending_maintenance_actions()["PendingMaintenanceActions"] == []
    backups = rds.describe_db_cluster_automated_backups()["DBClusterAutomatedBackups"]
    assert [b["DBClusterIdentifier"] for b in backups] == ["one"]


def test_automated_backups_outlive_their_cluster_if_asked_to(rds, cluster, refused):
    describe = rds.describe_db_cluster_automated_backups
    for name, delete in (("gone", True), ("kept", False)):
        cluster(name)
        rds.delete_db_cluster(
            DBClusterIdentifier=name, SkipFinalSnapshot=True, DeleteAutomatedBackups=delete
        )
    found = describe(DBClusterIdentifier="kept")["DBClusterAutomatedBackups"]
    assert [entry["Status"] for entry in found] == ["retained"]
    code, _ = refused(describe, DBClusterIdentifier="gone")
    assert code == "DBClusterAutomatedBackupNotFoundFault"


@pytest.mark.parametrize(
    "method",
    [
        "describe_option_groups",
        "describe_db_recommendations",
        "describe_reserved_db_instances",
        "describe_tenant_databases",
        "describe_source_regions",
        "describe_db_snapshots",
        "describe_events",
        "describe_export_tasks",
        "describe_blue_green_deployments",
    ],
)
def test_lists_that_scanners_read_are_answered(rds, method):
    assert getattr(rds, method)()["ResponseMetadata"]["HTTPStatusCode"] == 200


def test_tags(rds, cluster, refused):
    arn = cluster("one", Tags=[{"Key": "a", "Value": "1"}])["DBClusterArn"]
    rds.add_tags_to_resource(
        ResourceName=arn, Tags=[{"Key": "a", "Value": "2"}, {"Key": "b", "Value": "3"}]
    )
    rds.remove_tags_from_resource(ResourceName=arn, TagKeys=["b"])
    assert rds.list_tags_for_resource(ResourceName=arn)["TagList"] == [{"Key": "a", "Value": "2"}]
    code, _ = refused(rds.list_tags_for_resource, ResourceName=f"{arn}-none")
    assert code == "DBClusterNotFoundFault"
