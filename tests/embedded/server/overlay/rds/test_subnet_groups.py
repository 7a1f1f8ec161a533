"""Subnet groups."""

from __future__ import annotations


def read(rds, name="net"):
    return rds.describe_db_subnet_groups(DBSubnetGroupName=name)["DBSubnetGroups"][0]


def test_fields_and_changes(rds, network):
    found = read(rds)
    assert found["VpcId"] == network.vpc
    assert found["SubnetGroupStatus"] == "Complete"
    assert found["SupportedNetworkTypes"] == ["IPV4"]
    assert {s["SubnetIdentifier"] for s in found["Subnets"]} == set(network.subnets)
    rds.modify_db_subnet_group(
        DBSubnetGroupName="net", DBSubnetGroupDescription="two", SubnetIds=network.subnets[:2]
    )
    found = read(rds)
    assert (found["DBSubnetGroupDescription"], len(found["Subnets"])) == ("two", 2)


def test_refused(clients, rds, network, refused):
    settings = {"DBSubnetGroupDescription": "odd", "SubnetIds": network.subnets}
    create = rds.create_db_subnet_group
    assert refused(create, DBSubnetGroupName="NET", **settings)[0] == "DBSubnetGroupAlreadyExists"
    one = settings | {"SubnetIds": network.subnets[:1]}
    code, _ = refused(create, DBSubnetGroupName="odd", **one)
    assert code == "DBSubnetGroupDoesNotCoverEnoughAZs"
    code, _ = refused(
        create, DBSubnetGroupName="odd", **(settings | {"SubnetIds": ["subnet-1", "subnet-2"]})
    )
    assert code == "InvalidSubnet"
    for method in (rds.describe_db_subnet_groups, rds.delete_db_subnet_group):
        assert refused(method, DBSubnetGroupName="none")[0] == "DBSubnetGroupNotFoundFault"


def test_a_group_in_use_stays(rds, network, cluster, refused):
    cluster("one", DBSubnetGroupName="net")
    code, message = refused(rds.delete_db_subnet_group, DBSubnetGroupName="net")
    assert (code, "still using it" in message) == ("InvalidDBSubnetGroupStateFault", True)
    rds.delete_db_cluster(DBClusterIdentifier="one", SkipFinalSnapshot=True)
    rds.delete_db_subnet_group(DBSubnetGroupName="net")
    assert rds.describe_db_subnet_groups()["DBSubnetGroups"] == []


def test_dual_stack_follows_the_subnets(clients, rds, cluster, described):
    ec2 = clients("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.1.0.0/16", AmazonProvidedIpv6CidrBlock=True)["Vpc"]
    block = ec2.describe_vpcs(VpcIds=[vpc["VpcId"]])["Vpcs"][0]
    prefix = block["Ipv6CidrBlockAssociationSet"][0]["Ipv6CidrBlock"].removesuffix("00::/56")
    subnets = [
        ec2.create_subnet(
            VpcId=vpc["VpcId"],
            CidrBlock=f"10.1.{number}.0/24",
            Ipv6CidrBlock=f"{prefix}0{number}::/64",
            AvailabilityZone=f"us-east-1{zone}",
        )["Subnet"]["SubnetId"]
        for number, zone in enumerate("ab")
    ]
    rds.create_db_subnet_group(
        DBSubnetGroupName="dual", DBSubnetGroupDescription="dual", SubnetIds=subnets
    )
    assert read(rds, "dual")["SupportedNetworkTypes"] == ["IPV4", "DUAL"]
    cluster("one", DBSubnetGroupName="dual")
    rds.modify_db_cluster(DBClusterIdentifier="one", NetworkType="DUAL", ApplyImmediately=True)
    assert described("one")["NetworkType"] == "DUAL"
