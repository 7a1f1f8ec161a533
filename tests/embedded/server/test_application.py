"""What every SDK relies on: unknown operations refused at once, and by name, in any protocol."""

from __future__ import annotations

import http.client

import pytest
from botocore.exceptions import ClientError

UNKNOWN = [
    ("rds", "describe_reserved_db_instances_offerings", {}, "DescribeReservedDBInstancesOfferings"),
    (
        "ec2",
        "get_ipam_discovered_accounts",
        {
            "IpamResourceDiscoveryId": "ipam-res-disco-1",
            "DiscoveryRegion": "us-east-1",
        },
        "GetIpamDiscoveredAccounts",
    ),
    (
        "pi",
        "get_resource_metadata",
        {"ServiceType": "RDS", "Identifier": "db-1"},
        "GetResourceMetadata",
    ),
    ("backup", "list_frameworks", {}, "ListFrameworks"),
    ("apigateway", "get_rest_apis", {}, "GetRestApis"),
]


@pytest.mark.parametrize(
    ("service", "method", "arguments", "operation"),
    UNKNOWN,
)
def test_unknown_operations_are_named_and_not_repeated(
    clients, service, method, arguments, operation
):
    with pytest.raises(ClientError) as refused:
        getattr(clients(service), method)(**arguments)
    answer = refused.value.response
    assert answer["Error"]["Code"] == "InvalidAction"
    assert operation in answer["Error"]["Message"]
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert answer["ResponseMetadata"]["RetryAttempts"] == 0


@pytest.mark.parametrize(
    ("service", "method", "arguments"),
    [
        ("rds", "describe_db_clusters", {}),
        ("ec2", "describe_vpcs", {}),
        ("kms", "create_key", {}),
        ("backup", "create_backup_vault", {"BackupVaultName": "v"}),
    ],
)
def test_a_region_that_is_none_has_no_endpoint(clients, service, method, arguments):
    with pytest.raises(ClientError, match="us-moon-9") as refused:
        getattr(clients(service, "us-moon-9"), method)(**arguments)
    assert refused.value.response["Error"]["Code"] == "UnknownRegion"


def test_rest_xml_services_answer_in_xml(clients):
    with pytest.raises(ClientError) as refused:
        clients("route53").list_traffic_policies()
    assert refused.value.response["Error"]["Code"] == "InvalidAction"


def test_a_missing_thing_is_not_an_unknown_operation(clients):
    for service, method, arguments, code in (
        ("lambda", "get_function", {"FunctionName": "none"}, "ResourceNotFoundException"),
        ("route53", "get_hosted_zone", {"Id": "none"}, "NoSuchHostedZone"),
        (
            "backup",
            "describe_backup_vault",
            {"BackupVaultName": "none"},
            "ResourceNotFoundException",
        ),
        ("s3", "get_bucket_location", {"Bucket": "no-such-bucket"}, "NoSuchBucket"),
    ):
        with pytest.raises(ClientError) as refused:
            getattr(clients(service), method)(**arguments)
        assert refused.value.response["Error"]["Code"] == code, service


def test_regions_are_apart(clients):
    clients("sns", "us-east-1").create_topic(Name="only-here")
    topics = clients("sns", "eu-central-1").list_topics()["Topics"]
    assert not [topic for topic in topics if "only-here" in topic["TopicArn"]]


def test_reset_leaves_nothing(clients, endpoint):
    clients("sns").create_topic(Name="before")
    connection = http.client.HTTPConnection(endpoint.removeprefix("http://"))
    connection.request("POST", "/moto-api/reset")
    assert connection.getresponse().status == 200
    connection.close()
    assert clients("sns").list_topics()["Topics"] == []


def test_endpoint_services_are_listed_without_what_is_not_installed(clients):
    names = clients("ec2").describe_vpc_endpoint_services()["ServiceNames"]
    assert "com.amazonaws.us-east-1.s3" in names
    assert "com.amazonaws.us-east-1.rds" in names
