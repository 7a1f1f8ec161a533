"""How one resource names another when the program gives a literal instead of a reference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

__all__ = ["IDENTITY"]

IDENTITY: Final[Mapping[str, tuple[str, ...]]] = {
    "aws:rds/cluster:Cluster": ("clusterIdentifier", "arn", "id", "clusterResourceId"),
    "aws:rds/clusterInstance:ClusterInstance": ("identifier", "arn", "id"),
    "aws:rds/globalCluster:GlobalCluster": ("globalClusterIdentifier", "arn", "id"),
    "aws:rds/clusterParameterGroup:ClusterParameterGroup": ("name", "id", "arn"),
    "aws:rds/parameterGroup:ParameterGroup": ("name", "id", "arn"),
    "aws:rds/subnetGroup:SubnetGroup": ("name", "id", "arn"),
    "aws:rds/proxy:Proxy": ("name", "id", "arn"),
    "aws:rds/clusterSnapshot:ClusterSnapshot": (
        "dbClusterSnapshotIdentifier",
        "dbClusterSnapshotArn",
        "id",
    ),
    "aws:ec2/securityGroup:SecurityGroup": ("id", "arn", "name"),
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ("id", "arn"),
    "aws:ec2/subnet:Subnet": ("id", "arn"),
    "aws:ec2/vpc:Vpc": ("id", "arn"),
    "aws:ec2/defaultVpc:DefaultVpc": ("id", "arn"),
    "aws:ec2/routeTable:RouteTable": ("id", "arn"),
    "aws:ec2/defaultRouteTable:DefaultRouteTable": ("id", "arn"),
    "aws:ec2/managedPrefixList:ManagedPrefixList": ("id", "arn"),
    "aws:ec2/internetGateway:InternetGateway": ("id", "arn"),
    "aws:kms/key:Key": ("arn", "id", "keyId"),
    "aws:kms/replicaKey:ReplicaKey": ("arn", "id", "keyId"),
    "aws:kms/alias:Alias": ("name", "arn", "targetKeyArn"),
    "aws:secretsmanager/secret:Secret": ("arn", "id", "name"),
    "aws:sns/topic:Topic": ("arn", "id", "name"),
    "aws:cloudwatch/logGroup:LogGroup": ("name", "arn", "id"),
    "aws:backup/plan:Plan": ("id", "arn"),
    "aws:backup/vault:Vault": ("name", "arn", "id"),
    "aws:iam/role:Role": ("arn", "name", "id"),
}
"""Output or input properties whose value identifies a resource, by type token."""
