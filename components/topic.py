"""Where alarms and events of a region go: an encrypted topic, and who is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from components.component import Component, ComponentArgs
from components.policy_document import document

__all__ = ["Topic", "TopicArgs"]


@dataclass(frozen=True, kw_only=True)
class TopicArgs(ComponentArgs):
    """Arguments of a topic.

    AWS: https://docs.aws.amazon.com/sns/latest/dg/sns-create-topic.html

    Attributes:
        key_arn: The KMS key of the messages; its policy must let CloudWatch and RDS use it. In
            place.
        account_id: The AWS account whose alarms and events may publish. In place.
        emails: Addresses that are told. AWS asks each to confirm; one taken out is told no more.
    """

    key_arn: pulumi.Input[str]
    account_id: pulumi.Input[str]
    emails: tuple[str, ...] = ()


class Topic(Component):
    """A topic that CloudWatch alarms and RDS events of one account may publish to, over TLS.

    Attributes:
        arn: The topic's ARN.
        name: The topic's name.
    """

    TYPE = "aurora:index:Topic"
    CHILDREN = ("topic", "topic-policy", "subscription")

    arn: pulumi.Output[str]
    name: pulumi.Output[str]

    def __init__(
        self, name: str, args: TopicArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        topic = aws.sns.Topic(
            f"{name}-topic",
            self.adapted(
                "topic",
                aws.sns.TopicArgs(
                    region=args.region, kms_master_key_id=args.key_arn, tags=dict(args.tags)
                ),
            ),
            self.under(),
        )
        policy = aws.sns.TopicPolicy(
            f"{name}-topic-policy",
            self.adapted(
                "topic-policy",
                aws.sns.TopicPolicyArgs(
                    region=args.region,
                    arn=topic.arn,
                    policy=document(statements(args, topic.arn)),
                ),
            ),
            self.under(),
        )
        for address in args.emails:
            aws.sns.TopicSubscription(
                f"{name}-subscription-{address}",
                self.adapted(
                    "subscription",
                    aws.sns.TopicSubscriptionArgs(
                        region=args.region, topic=topic.arn, protocol="email", endpoint=address
                    ),
                ),
                self.under(),
            )
        # RDS tries an event subscription's topic at once, so nobody gets it before its policy.
        self.arn = pulumi.Output.all(topic.arn, policy.id).apply(lambda known: known[0])
        self.name = topic.name
        self.register_outputs({"arn": self.arn, "name": self.name})


def statements(args: TopicArgs, arn: pulumi.Output[str]) -> list[Mapping[str, Any]]:
    """Return who may publish, and how."""
    return [
        {
            "Sid": "AlarmsAndEvents",
            "Effect": "Allow",
            "Principal": {"Service": ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com"]},
            "Action": "sns:Publish",
            "Resource": arn,
            "Condition": {"StringEquals": {"aws:SourceAccount": args.account_id}},
        },
        {
            "Sid": "TlsOnly",
            "Effect": "Deny",
            "Principal": "*",
            "Action": "sns:Publish",
            "Resource": arn,
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        },
    ]
