"""Checks and plans of a type, for tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from aurora.embedded.provider.configuration import Configuration
from aurora.embedded.provider.plan.check import Checked, Request, check
from aurora.embedded.provider.plan.plan import Plan, plan
from aurora.embedded.provider.schema import resource_type

SITE = Configuration(region="us-east-1")
TOKENS = {
    "alarm": "aws:cloudwatch/metricAlarm:MetricAlarm",
    "alias": "aws:kms/alias:Alias",
    "cluster": "aws:rds/cluster:Cluster",
    "cluster-parameters": "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    "endpoint": "aws:ec2/vpcEndpoint:VpcEndpoint",
    "flow-log": "aws:ec2/flowLog:FlowLog",
    "global": "aws:rds/globalCluster:GlobalCluster",
    "group": "aws:ec2/securityGroup:SecurityGroup",
    "instance": "aws:rds/clusterInstance:ClusterInstance",
    "key": "aws:kms/key:Key",
    "log-group": "aws:cloudwatch/logGroup:LogGroup",
    "parameter": "aws:ssm/parameter:Parameter",
    "parameters": "aws:rds/parameterGroup:ParameterGroup",
    "plan": "aws:backup/plan:Plan",
    "policy": "aws:iam/policy:Policy",
    "proxy": "aws:rds/proxy:Proxy",
    "record": "aws:route53/record:Record",
    "role": "aws:iam/role:Role",
    "attachment": "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    "rotation": "aws:secretsmanager/secretRotation:SecretRotation",
    "rule": "aws:cloudwatch/eventRule:EventRule",
    "scheduled": "aws:appautoscaling/scheduledAction:ScheduledAction",
    "secret": "aws:secretsmanager/secret:Secret",
    "security-rule": "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "snapshot": "aws:rds/clusterSnapshot:ClusterSnapshot",
    "subnet": "aws:ec2/subnet:Subnet",
    "subscription": "aws:sns/topicSubscription:TopicSubscription",
    "topic": "aws:sns/topic:Topic",
    "topic-policy": "aws:sns/topicPolicy:TopicPolicy",
    "vault": "aws:backup/vault:Vault",
    "version": "aws:secretsmanager/secretVersion:SecretVersion",
    "vpc": "aws:ec2/vpc:Vpc",
}
"""Short names of the types that tests use."""


@pytest.fixture
def checking() -> Callable[..., Checked]:
    """Checks a program's inputs: `checking("topic", name="a")`."""

    def checked(kind: str, /, *, site: Configuration = SITE, **given: Any) -> Checked:
        more = {key: given.pop(key) for key in ("old", "proposal", "seed") if key in given}
        urn_name = given.pop("urn_name", "res")
        type_ = resource_type(TOKENS[kind])
        assert type_ is not None
        request = Request(
            type=type_,
            name=urn_name,
            given=given,
            old=more.get("old", {}),
            seed=more.get("seed", b"seed"),
            proposal=more.get("proposal"),
        )
        return check(request, site)

    return checked


@pytest.fixture
def reasons(checking: Callable[..., Checked]) -> Callable[..., list[str]]:
    """Returns what a check refuses: `reasons("topic", protocol="x")`."""

    def refused(kind: str, /, **given: Any) -> list[str]:
        return [reason for _, reason in checking(kind, **given).failures]

    return refused


@pytest.fixture
def planning(checking: Callable[..., Checked]) -> Callable[..., Plan]:
    """Plans checked inputs against a state: `planning("topic", state, name="a")`."""

    def planned(
        kind: str, prior: dict[str, Any], /, *, ignored: frozenset[str] = frozenset(), **given: Any
    ) -> Plan:
        type_ = resource_type(TOKENS[kind])
        assert type_ is not None
        answer = checking(kind, **given)
        assert not answer.failures
        return plan(type_, answer.inputs, prior, SITE, ignored)

    return planned
