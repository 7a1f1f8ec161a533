"""Databases, proxies, scaling."""

from __future__ import annotations

from tests.embedded.provider.estate.wanted import Wanted

DATABASES = [
    Wanted(
        "subnets",
        "aws:rds/subnetGroup:SubnetGroup",
        lambda made: {"subnetIds": [made["net-b"]["id"], made["net-a"]["id"]]},
        lambda made: {"description": "d"},
    ),
    Wanted(
        "cluster-parameters",
        "aws:rds/clusterParameterGroup:ClusterParameterGroup",
        lambda made: {
            "family": "aurora-mysql8.0",
            "parameters": [
                {"name": "Time_Zone", "value": "UTC"},
                {
                    "name": "binlog_format",
                    "value": "ROW",
                    "applyMethod": "pending-reboot",
                },
            ],
        },
        lambda made: {"parameters": [{"name": "time_zone", "value": "UTC"}]},
    ),
    Wanted(
        "parameters",
        "aws:rds/parameterGroup:ParameterGroup",
        lambda made: {
            "family": "aurora-mysql8.0",
            "parameters": [{"name": "max_connections", "value": "100"}],
        },
        lambda made: {"parameters": [{"name": "max_connections", "value": "200"}]},
    ),
    Wanted(
        "global",
        "aws:rds/globalCluster:GlobalCluster",
        lambda made: {
            "globalClusterIdentifier": "estate-global",
            "engine": "aurora-mysql",
            "storageEncrypted": True,
        },
        lambda made: {"tags": {"a": "b"}},
    ),
    Wanted(
        "cluster",
        "aws:rds/cluster:Cluster",
        lambda made: {
            "clusterIdentifier": "estate-cluster",
            "engine": "aurora-mysql",
            "masterUsername": "u",
            "masterPassword": "not-a-secret-1",
            "dbSubnetGroupName": made["subnets"]["name"],
            "dbClusterParameterGroupName": made["cluster-parameters"]["name"],
            "vpcSecurityGroupIds": [made["group"]["id"]],
            "storageEncrypted": True,
            "kmsKeyId": made["key"]["arn"],
            "preferredMaintenanceWindow": "Sun:04:00-Sun:05:00",
            "enabledCloudwatchLogsExports": ["slowquery", "error"],
            "skipFinalSnapshot": True,
            "applyImmediately": True,
            "tags": {"a": "b"},
        },
        lambda made: {"backupRetentionPeriod": 7, "deletionProtection": False},
    ),
    Wanted(
        "writer",
        "aws:rds/clusterInstance:ClusterInstance",
        lambda made: {
            "identifier": "estate-writer",
            "clusterIdentifier": made["cluster"]["id"],
            "engine": "aurora-mysql",
            "instanceClass": "db.r6g.large",
            "applyImmediately": True,
            "promotionTier": 0,
        },
        lambda made: {"promotionTier": 3, "tags": {"a": "b"}},
    ),
    Wanted(
        "reader-endpoint",
        "aws:rds/clusterEndpoint:ClusterEndpoint",
        lambda made: {
            "clusterIdentifier": made["cluster"]["id"],
            "clusterEndpointIdentifier": "estate-readers",
            "customEndpointType": "READER",
        },
        lambda made: {"customEndpointType": "ANY"},
    ),
    Wanted(
        "snapshot",
        "aws:rds/clusterSnapshot:ClusterSnapshot",
        lambda made: {
            "dbClusterIdentifier": made["cluster"]["id"],
            "dbClusterSnapshotIdentifier": "estate-snapshot",
        },
        lambda made: {"tags": {"a": "b"}},
    ),
    Wanted(
        "snapshot-copy",
        "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
        lambda made: {
            "sourceDbClusterSnapshotIdentifier": made["snapshot"]["dbClusterSnapshotArn"],
            "targetDbClusterSnapshotIdentifier": "estate-copy",
            "kmsKeyId": made["key"]["arn"],
        },
        lambda made: {"tags": {"a": "b"}},
    ),
    Wanted(
        "role-of-cluster",
        "aws:rds/clusterRoleAssociation:ClusterRoleAssociation",
        lambda made: {
            "dbClusterIdentifier": made["cluster"]["id"],
            "roleArn": made["role"]["arn"],
        },
    ),
    Wanted(
        "stream",
        "aws:rds/clusterActivityStream:ClusterActivityStream",
        lambda made: {
            "resourceArn": made["cluster"]["arn"],
            "kmsKeyId": made["key"]["keyId"],
            "mode": "async",
        },
    ),
    Wanted(
        "events",
        "aws:rds/eventSubscription:EventSubscription",
        lambda made: {"snsTopic": made["topic"]["arn"], "enabled": False},
        lambda made: {"enabled": True, "sourceType": "db-cluster"},
    ),
    Wanted(
        "proxy",
        "aws:rds/proxy:Proxy",
        lambda made: {
            "engineFamily": "MYSQL",
            "roleArn": made["role"]["arn"],
            "vpcSubnetIds": [made["net-a"]["id"], made["net-b"]["id"]],
            "auths": [
                {
                    "authScheme": "SECRETS",
                    "iamAuth": "DISABLED",
                    "secretArn": made["secret"]["arn"],
                }
            ],
        },
        lambda made: {"requireTls": True},
    ),
    Wanted(
        "targets",
        "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
        lambda made: {
            "dbProxyName": made["proxy"]["name"],
            "connectionPoolConfig": {"maxConnectionsPercent": 80},
        },
        lambda made: {"connectionPoolConfig": {"maxConnectionsPercent": 70}},
    ),
    Wanted(
        "proxy-target",
        "aws:rds/proxyTarget:ProxyTarget",
        lambda made: {
            "dbProxyName": made["proxy"]["name"],
            "targetGroupName": made["targets"]["name"],
            "dbClusterIdentifier": made["cluster"]["id"],
        },
    ),
    Wanted(
        "proxy-endpoint",
        "aws:rds/proxyEndpoint:ProxyEndpoint",
        lambda made: {
            "dbProxyName": made["proxy"]["name"],
            "dbProxyEndpointName": "estate-readers",
            "vpcSubnetIds": [made["net-a"]["id"], made["net-b"]["id"]],
            "targetRole": "READ_ONLY",
        },
        lambda made: {"tags": {"a": "b"}},
    ),
    Wanted(
        "scaling",
        "aws:appautoscaling/target:Target",
        lambda made: {
            "minCapacity": 1,
            "maxCapacity": 3,
            "resourceId": f"cluster:{made['cluster']['id']}",
            "scalableDimension": "rds:cluster:ReadReplicaCount",
            "serviceNamespace": "rds",
        },
        lambda made: {"maxCapacity": 5},
        imported=lambda state: "/".join(
            (state["serviceNamespace"], state["resourceId"], state["scalableDimension"])
        ),
    ),
    Wanted(
        "scaling-policy",
        "aws:appautoscaling/policy:Policy",
        lambda made: {
            "policyType": "TargetTrackingScaling",
            "resourceId": made["scaling"]["resourceId"],
            "scalableDimension": made["scaling"]["scalableDimension"],
            "serviceNamespace": "rds",
            "targetTrackingScalingPolicyConfiguration": {
                "targetValue": 60,
                "predefinedMetricSpecification": {
                    "predefinedMetricType": "RDSReaderAverageCPUUtilization"
                },
            },
        },
        lambda made: {
            "targetTrackingScalingPolicyConfiguration": {
                "targetValue": 50.5,
                "predefinedMetricSpecification": {
                    "predefinedMetricType": "RDSReaderAverageCPUUtilization"
                },
            }
        },
        imported=lambda state: "/".join(
            state[name] for name in ("serviceNamespace", "resourceId", "scalableDimension", "name")
        ),
    ),
    Wanted(
        "scaling-action",
        "aws:appautoscaling/scheduledAction:ScheduledAction",
        lambda made: {
            "resourceId": made["scaling"]["resourceId"],
            "scalableDimension": made["scaling"]["scalableDimension"],
            "serviceNamespace": "rds",
            "schedule": "cron(0 8 * * ? *)",
            "scalableTargetAction": {"minCapacity": 0, "maxCapacity": 3},
        },
        lambda made: {"schedule": "cron(0 9 * * ? *)"},
        imported=None,
    ),
]
