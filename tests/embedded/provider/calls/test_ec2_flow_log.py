from __future__ import annotations

import pytest

from aurora.embedded.provider.calls.contract import CallError

FLOW_LOG = "aws:ec2/flowLog:FlowLog"
ROLE = "arn:aws:iam::123456789012:role/flow"


@pytest.fixture
def vpc(resource):
    made = resource("aws:ec2/vpc:Vpc")
    made.up(cidrBlock="10.7.0.0/16")
    return made.id


def test_to_a_log_group(resource, vpc, clients):
    clients("logs").create_log_group(logGroupName="flow")
    arn = "arn:aws:logs:us-east-1:123456789012:log-group:flow"
    log = resource(FLOW_LOG)
    state = log.up(
        vpcId=vpc,
        trafficType="ALL",
        iamRoleArn=ROLE,
        logDestination=f"{arn}:*",
        maxAggregationInterval=60,
        tags={"a": "b"},
    )
    assert state["logDestination"] == arn
    assert state["vpcId"] == vpc
    assert (state["trafficType"], state["maxAggregationInterval"]) == ("ALL", 60)
    assert state["logFormat"].startswith("${version} ${account-id}")
    assert state["tagsAll"] == {"a": "b"}
    found = clients("ec2").describe_flow_logs(FlowLogIds=[log.id])["FlowLogs"][0]
    assert (found["LogGroupName"], found["DeliverLogsStatus"]) == ("flow", "SUCCESS")
    log.down()
    assert log.refresh() is None
    log.down()


def test_to_a_bucket_with_options(resource, vpc, clients):
    clients("s3").create_bucket(Bucket="flow-logs")
    state = resource(FLOW_LOG).up(
        vpcId=vpc,
        trafficType="REJECT",
        logDestinationType="s3",
        logDestination="arn:aws:s3:::flow-logs",
        destinationOptions={"fileFormat": "parquet"},
    )
    assert state["destinationOptions"] == {
        "fileFormat": "parquet",
        "hiveCompatiblePartitions": False,
        "perHourPartition": False,
    }


def test_what_aws_lists_as_unsuccessful_is_the_error(resource, vpc):
    with pytest.raises(CallError, match=rf"creating Flow Log \({vpc}\): 400: LogDestination: none"):
        resource(FLOW_LOG).up(
            vpcId=vpc,
            trafficType="ALL",
            logDestinationType="s3",
            logDestination="arn:aws:s3:::none",
        )
