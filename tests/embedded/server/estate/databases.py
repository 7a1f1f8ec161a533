"""Clusters of both engines, a proxy, snapshots, a global database."""

from __future__ import annotations

from tests.embedded.server.estate.access import TAGS

_LOGIN = {"MasterUsername": "dba", "MasterUserPassword": "password1"}


def databases(clients, names) -> dict:
    """Make them."""
    rds = clients("rds")
    rds.create_db_subnet_group(
        DBSubnetGroupName="estate",
        DBSubnetGroupDescription="estate",
        SubnetIds=names["subnets"],
        Tags=TAGS,
    )
    for engine, family in (("pg", "aurora-postgresql16"), ("my", "aurora-mysql8.0")):
        rds.create_db_cluster_parameter_group(
            DBClusterParameterGroupName=f"estate-{engine}",
            DBParameterGroupFamily=family,
            Description="estate",
            Tags=TAGS,
        )
        rds.create_db_parameter_group(
            DBParameterGroupName=f"estate-{engine}",
            DBParameterGroupFamily=family,
            Description="estate",
            Tags=TAGS,
        )
    _clusters(rds, names)
    rds.create_db_cluster_endpoint(
        DBClusterIdentifier="estate-pg",
        DBClusterEndpointIdentifier="estate-reports",
        EndpointType="READER",
        StaticMembers=["estate-pg-2"],
    )
    rds.create_db_cluster_snapshot(
        DBClusterSnapshotIdentifier="estate", DBClusterIdentifier="estate-pg", Tags=TAGS
    )
    rds.create_event_subscription(
        SubscriptionName="estate", SnsTopicArn=names["topic"], SourceType="db-cluster", Tags=TAGS
    )
    found = rds.describe_db_clusters(DBClusterIdentifier="estate-pg")["DBClusters"][0]
    secret = found["MasterUserSecret"]["SecretArn"]
    _proxy(rds, names, secret)
    rds.create_global_cluster(
        GlobalClusterIdentifier="estate",
        Engine="aurora-postgresql",
        EngineVersion="16.11",
        StorageEncrypted=True,
    )
    rds.create_db_cluster(
        DBClusterIdentifier="estate-global",
        GlobalClusterIdentifier="estate",
        Engine="aurora-postgresql",
        EngineVersion="16.11",
        StorageEncrypted=True,
        **_LOGIN,
    )
    return {"secret": secret, "cluster_arn": found["DBClusterArn"]}


def _clusters(rds, names) -> None:
    shared = {
        "DatabaseName": "shop",
        "DBSubnetGroupName": "estate",
        "VpcSecurityGroupIds": [names["group"]],
        "StorageEncrypted": True,
        "KmsKeyId": names["key_arn"],
        "CopyTagsToSnapshot": True,
        "EnableIAMDatabaseAuthentication": True,
        "Tags": TAGS,
    }
    rds.create_db_cluster(
        DBClusterIdentifier="estate-pg",
        Engine="aurora-postgresql",
        EngineVersion="16.11",
        MasterUsername="dba",
        ManageMasterUserPassword=True,
        DBClusterParameterGroupName="estate-pg",
        EnableCloudwatchLogsExports=["postgresql"],
        ServerlessV2ScalingConfiguration={"MinCapacity": 0.5, "MaxCapacity": 4},
        **shared,
    )
    rds.create_db_cluster(
        DBClusterIdentifier="estate-my",
        Engine="aurora-mysql",
        DBClusterParameterGroupName="estate-my",
        EnableCloudwatchLogsExports=["audit", "error"],
        BacktrackWindow=3600,
        **_LOGIN,
        **shared,
    )
    for engine, name in (("aurora-postgresql", "pg"), ("aurora-mysql", "my")):
        for number in (1, 2):
            rds.create_db_instance(
                DBInstanceIdentifier=f"estate-{name}-{number}",
                DBClusterIdentifier=f"estate-{name}",
                DBInstanceClass="db.r6g.large",
                Engine=engine,
                MonitoringInterval=60,
                MonitoringRoleArn=names["role"],
                EnablePerformanceInsights=True,
                Tags=TAGS,
            )


def _proxy(rds, names, secret) -> None:
    rds.create_db_proxy(
        DBProxyName="estate",
        EngineFamily="POSTGRESQL",
        Auth=[{"AuthScheme": "SECRETS", "SecretArn": secret, "IAMAuth": "REQUIRED"}],
        RoleArn=names["role"],
        VpcSubnetIds=names["subnets"],
        VpcSecurityGroupIds=[names["group"]],
        RequireTLS=True,
    )
    rds.register_db_proxy_targets(DBProxyName="estate", DBClusterIdentifiers=["estate-pg"])
