"""An empty RDS for each test, and short ways to make what most tests need."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError
from moto.rds.models import rds_backends
from moto.secretsmanager.models import secretsmanager_backends

REGIONS = ("us-east-1", "eu-west-1", "ap-south-1")


@pytest.fixture(autouse=True)
def empty(endpoint):
    """Empty what these tests count; a whole reset would make every default VPC anew."""
    for backends in (rds_backends, secretsmanager_backends):
        for _, _, backend in backends.iter_backends():
            backend.reset()


@pytest.fixture
def rds(clients):
    return clients("rds")


@pytest.fixture
def refused():
    """Calls an operation that AWS refuses; returns code and message."""

    def call(method, **arguments):
        with pytest.raises(ClientError) as error:
            method(**arguments)
        answer = error.value.response
        assert answer["ResponseMetadata"]["HTTPStatusCode"] in {400, 403, 404}
        return answer["Error"]["Code"], answer["Error"]["Message"]

    return call


@pytest.fixture
def network(clients):
    """A VPC with three subnets, a subnet group `net` and a security group."""
    ec2 = clients("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(
            VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"us-east-1{zone}"
        )["Subnet"]["SubnetId"]
        for number, zone in enumerate("abc")
    ]
    group = ec2.create_security_group(GroupName="db", Description="db", VpcId=vpc)["GroupId"]
    clients("rds").create_db_subnet_group(
        DBSubnetGroupName="net", DBSubnetGroupDescription="net", SubnetIds=subnets
    )
    return SimpleNamespace(vpc=vpc, subnets=subnets, group=group)


@pytest.fixture
def cluster(clients):
    """Makes a cluster, with instances if their number is given."""

    def make(name, engine="aurora-postgresql", *, region="us-east-1", instances=0, **settings):
        client = clients("rds", region)
        follows = settings.pop("follows", False)
        credentials = (
            {} if follows else {"MasterUsername": "dba", "MasterUserPassword": "password1"}
        )
        if "ManageMasterUserPassword" in settings:
            del credentials["MasterUserPassword"]
        made = client.create_db_cluster(
            DBClusterIdentifier=name, Engine=engine, **(credentials | settings)
        )["DBCluster"]
        for number in range(1, instances + 1):
            client.create_db_instance(
                DBInstanceIdentifier=f"{name}-{number}",
                DBClusterIdentifier=name,
                DBInstanceClass="db.r6g.large",
                Engine=engine,
            )
        return made

    return make


@pytest.fixture
def described(clients):
    """Reads a cluster back."""

    def read(name, region="us-east-1"):
        found = clients("rds", region).describe_db_clusters(DBClusterIdentifier=name)
        return found["DBClusters"][0]

    return read
