"""What went through a VPC: its flow log, in an encrypted log group that expires."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.component import Component, ComponentArgs
from components.policy_document import ROLE_NAME, document, trust

__all__ = ["FlowLog", "FlowLogArgs"]


@dataclass(frozen=True, kw_only=True)
class FlowLogArgs(ComponentArgs):
    """Arguments of a flow log.

    AWS: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html

    Attributes:
        vpc_id: The VPC. A change replaces the flow log.
        key_arn: The KMS key of the log group; its policy must let CloudWatch Logs use it. In
            place, for what is written from then on.
        retention_days: How long the log is kept, in days, one of CloudWatch's choices. In place.
    """

    vpc_id: pulumi.Input[str]
    key_arn: pulumi.Input[str]
    retention_days: int = 365


class FlowLog(Component):
    """The flow log of a VPC: accepted and rejected connections, by address, never contents.

    Attributes:
        log_group_name: Where it is written.
    """

    TYPE = "aurora:index:FlowLog"
    CHILDREN = ("flow-log", "flow-log-group", "flow-log-role", "flow-log-policy")

    log_group_name: pulumi.Output[str]

    def __init__(
        self, name: str, args: FlowLogArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        group = aws.cloudwatch.LogGroup(
            f"{name}-flow-log-group",
            self.adapted(
                "flow-log-group",
                aws.cloudwatch.LogGroupArgs(
                    region=args.region,
                    retention_in_days=args.retention_days,
                    kms_key_id=args.key_arn,
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )
        role = self._role(name, args, group)
        # pulumi_aws.ec2 costs half a second of import: only a program with a flow log pays it.
        from pulumi_aws import ec2

        ec2.FlowLog(
            f"{name}-flow-log",
            self.adapted(
                "flow-log",
                ec2.FlowLogArgs(
                    region=args.region,
                    vpc_id=args.vpc_id,
                    traffic_type="ALL",
                    log_destination_type="cloud-watch-logs",
                    log_destination=group.arn,
                    iam_role_arn=role.arn,
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )
        self.log_group_name = group.name
        self.register_outputs({"logGroupName": self.log_group_name})

    def _role(self, name: str, args: FlowLogArgs, group: aws.cloudwatch.LogGroup) -> aws.iam.Role:
        role = aws.iam.Role(
            f"{name}-flow-log-role",
            self.adapted(
                "flow-log-role",
                aws.iam.RoleArgs(
                    name=self.short_name(f"{name}-flow-log-role", ROLE_NAME),
                    description=f"Writes the flow log of {name}",
                    assume_role_policy=trust("vpc-flow-logs.amazonaws.com"),
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )
        aws.iam.RolePolicy(
            f"{name}-flow-log-policy",
            self.adapted(
                "flow-log-policy",
                aws.iam.RolePolicyArgs(
                    role=role.name,
                    policy=document(
                        [
                            {
                                "Effect": "Allow",
                                "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
                                "Resource": pulumi.Output.concat(group.arn, ":*"),
                            },
                            {
                                "Effect": "Allow",
                                "Action": ["logs:DescribeLogGroups", "logs:DescribeLogStreams"],
                                "Resource": "*",
                            },
                        ]
                    ),
                ),
            ),
            self.under(),
        )
        return role
