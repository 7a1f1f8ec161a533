"""The IAM role with which RDS delivers enhanced monitoring."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from aurora.catalogue.regions import region
from components.component import Component, ComponentArgs
from components.policy_document import ROLE_NAME, trust

__all__ = ["MonitoringRole", "MonitoringRoleArgs"]


@dataclass(frozen=True, kw_only=True)
class MonitoringRoleArgs(ComponentArgs):
    """Arguments of a monitoring role.

    IAM knows no regions, so one role serves the clusters of all of them; `region` only says which
    partition of AWS it is in.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Monitoring.OS.html
    """


class MonitoringRole(Component):
    """A role that RDS's monitoring may take on to write to the log group RDSOSMetrics.

    Attributes:
        arn: The role's ARN. It is ready to use: the policy is attached before it is known.
    """

    TYPE = "aurora:index:MonitoringRole"
    CHILDREN = ("monitoring-role", "monitoring-policy")

    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: MonitoringRoleArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        role = aws.iam.Role(
            f"{name}-monitoring-role",
            self.adapted(
                "monitoring-role",
                aws.iam.RoleArgs(
                    name=self.short_name(f"{name}-monitoring-role", ROLE_NAME),
                    description=f"Enhanced monitoring of {name}",
                    assume_role_policy=trust("monitoring.rds.amazonaws.com"),
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )
        found = region(args.region)
        partition = found.partition if found else "aws"
        attachment = aws.iam.RolePolicyAttachment(
            f"{name}-monitoring-policy",
            self.adapted(
                "monitoring-policy",
                aws.iam.RolePolicyAttachmentArgs(
                    role=role.name,
                    policy_arn=f"arn:{partition}:iam::aws:policy/service-role/"
                    "AmazonRDSEnhancedMonitoringRole",
                ),
            ),
            self.under(),
        )
        # RDS refuses a role without the policy, so nobody gets the ARN before it is attached.
        self.arn = pulumi.Output.all(role.arn, attachment.id).apply(lambda known: known[0])
        self.register_outputs({"arn": self.arn})
