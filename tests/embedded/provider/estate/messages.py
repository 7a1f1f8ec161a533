"""Topics, logs, alarms, events, names."""

from __future__ import annotations

import json

from tests.embedded.provider.estate.wanted import Wanted, policy

MESSAGES = [
    Wanted(
        "topic",
        "aws:sns/topic:Topic",
        lambda made: {"displayName": "d"},
        lambda made: {"displayName": "e"},
    ),
    Wanted(
        "topic-policy",
        "aws:sns/topicPolicy:TopicPolicy",
        lambda made: {
            "arn": made["topic"]["arn"],
            "policy": json.loads(policy(made["topic"]["arn"], "SNS:Publish")),
        },
        lambda made: {"policy": policy(made["topic"]["arn"], "SNS:Subscribe")},
    ),
    Wanted(
        "subscription",
        "aws:sns/topicSubscription:TopicSubscription",
        lambda made: {
            "topic": made["topic"]["arn"],
            "protocol": "sqs",
            "endpoint": "arn:aws:sqs:us-east-1:123456789012:q",
        },
        lambda made: {"rawMessageDelivery": True},
    ),
    Wanted(
        "logs",
        "aws:cloudwatch/logGroup:LogGroup",
        lambda made: {"retentionInDays": 7},
        lambda made: {"retentionInDays": 30},
    ),
    Wanted(
        "flow",
        "aws:ec2/flowLog:FlowLog",
        lambda made: {
            "vpcId": made["vpc"]["id"],
            "trafficType": "ALL",
            "logDestination": made["logs"]["arn"],
            "iamRoleArn": made["role"]["arn"],
        },
        lambda made: {"tags": {"a": "b"}},
    ),
    Wanted(
        "metric-filter",
        "aws:cloudwatch/logMetricFilter:LogMetricFilter",
        lambda made: {
            "logGroupName": made["logs"]["name"],
            "pattern": " ERROR ",
            "metricTransformation": {"name": "errors", "namespace": "own", "value": "1"},
        },
        lambda made: {"pattern": "WARN"},
        imported=lambda state: f"{state['logGroupName']}:{state['name']}",
    ),
    Wanted(
        "alarm",
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        lambda made: {
            "comparisonOperator": "GreaterThanThreshold",
            "evaluationPeriods": 2,
            "metricName": "CPUUtilization",
            "namespace": "AWS/RDS",
            "period": 300,
            "statistic": "Average",
            "threshold": 80,
            "alarmActions": [made["topic"]["arn"]],
            "dimensions": {"DBClusterIdentifier": "c"},
        },
        lambda made: {"threshold": 0},
    ),
    Wanted(
        "composite",
        "aws:cloudwatch/compositeAlarm:CompositeAlarm",
        lambda made: {
            "alarmName": "estate-composite",
            "alarmRule": f"ALARM({made['alarm']['name']})",
        },
        lambda made: {"alarmDescription": "d"},
    ),
    Wanted(
        "dashboard",
        "aws:cloudwatch/dashboard:Dashboard",
        lambda made: {"dashboardName": "estate", "dashboardBody": '{"widgets": [ ]}'},
        lambda made: {"dashboardBody": '{"widgets":[],"start":"-PT1H"}'},
    ),
    Wanted(
        "rule",
        "aws:cloudwatch/eventRule:EventRule",
        lambda made: {"eventPattern": json.dumps({"source": ["aws.rds"]})},
        lambda made: {"description": "d"},
    ),
    Wanted(
        "target",
        "aws:cloudwatch/eventTarget:EventTarget",
        lambda made: {"rule": made["rule"]["name"], "arn": made["topic"]["arn"]},
        lambda made: {"inputPath": "$.detail"},
        imported=lambda state: f"{state['rule']}/{state['targetId']}",
    ),
    Wanted(
        "zone",
        "aws:route53/zone:Zone",
        lambda made: {"name": "Example.com."},
        lambda made: {"comment": "c"},
    ),
    Wanted(
        "record",
        "aws:route53/record:Record",
        lambda made: {
            "zoneId": made["zone"]["id"],
            "name": "db.example.com",
            "type": "CNAME",
            "ttl": 60,
            "records": ["x.example.com"],
        },
        lambda made: {"ttl": 30},
        imported=lambda state: f"{state['zoneId']}_{state['name']}_{state['type']}",
    ),
]
