"""A VPC with everything in it that a database's network has."""

from __future__ import annotations

from tests.embedded.server.estate.access import TAGS


def _tagged(kind: str) -> list:
    return [{"ResourceType": kind, "Tags": TAGS}]


def network(clients, names) -> dict:
    """Make it."""
    ec2 = clients("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.7.0.0/16", TagSpecifications=_tagged("vpc"))["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(
            VpcId=vpc,
            CidrBlock=f"10.7.{number}.0/24",
            AvailabilityZone=f"us-east-1{zone}",
            TagSpecifications=_tagged("subnet"),
        )["Subnet"]["SubnetId"]
        for number, zone in enumerate("abc")
    ]
    group, clientele = (
        ec2.create_security_group(
            GroupName=name,
            Description=name,
            VpcId=vpc,
            TagSpecifications=_tagged("security-group"),
        )["GroupId"]
        for name in ("estate-db", "estate-app")
    )
    ec2.authorize_security_group_ingress(
        GroupId=group,
        IpPermissions=[
            _port(5432, UserIdGroupPairs=[{"GroupId": clientele, "Description": "app"}]),
            _port(3306, IpRanges=[{"CidrIp": "10.7.0.0/16", "Description": "vpc"}]),
        ],
    )
    ec2.authorize_security_group_egress(
        GroupId=clientele, IpPermissions=[_port(443, IpRanges=[{"CidrIp": "10.7.0.0/16"}])]
    )
    table = ec2.create_route_table(VpcId=vpc, TagSpecifications=_tagged("route-table"))
    table = table["RouteTable"]["RouteTableId"]
    for subnet in subnets:
        ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    _endpoints(ec2, vpc, subnets, group, table)
    gateway = ec2.create_internet_gateway(TagSpecifications=_tagged("internet-gateway"))
    gateway = gateway["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    ec2.create_flow_logs(
        ResourceIds=[vpc],
        ResourceType="VPC",
        TrafficType="ALL",
        LogDestination=f"arn:aws:logs:us-east-1:{names['role'].split(':')[4]}:log-group:/estate",
        DeliverLogsPermissionArn=names["role"],
        TagSpecifications=_tagged("vpc-flow-log"),
    )
    return {"vpc": vpc, "subnets": subnets, "group": group, "clientele": clientele}


def _port(number: int, **source) -> dict:
    return {"IpProtocol": "tcp", "FromPort": number, "ToPort": number, **source}


def _endpoints(ec2, vpc, subnets, group, table) -> None:
    ec2.create_vpc_endpoint(
        VpcEndpointType="Interface",
        VpcId=vpc,
        ServiceName="com.amazonaws.us-east-1.secretsmanager",
        SubnetIds=subnets,
        SecurityGroupIds=[group],
        PrivateDnsEnabled=True,
        TagSpecifications=_tagged("vpc-endpoint"),
    )
    ec2.create_vpc_endpoint(
        VpcEndpointType="Gateway",
        VpcId=vpc,
        ServiceName="com.amazonaws.us-east-1.s3",
        RouteTableIds=[table],
    )
