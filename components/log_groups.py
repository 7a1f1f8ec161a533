"""The log groups of a cluster, made before RDS would make them without key and without end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from aurora.catalogue.limits import limit
from aurora.catalogue.logs import log_group
from components.checks import Check
from components.component import Component, ComponentArgs

__all__ = ["LogGroups", "LogGroupsArgs"]


@dataclass(frozen=True, kw_only=True)
class LogGroupsArgs(ComponentArgs):
    """Arguments of a cluster's log groups.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_LogAccess.Procedural.UploadtoCloudWatch.html

    Attributes:
        cluster_identifier: The cluster; RDS finds its log groups by this name.
        exports: The log types. Each has a group; leaving one out deletes its group AND ITS LOG.
        key_arn: The KMS key; its policy must let CloudWatch Logs use it. In place.
        retention_days: How long a log is kept, in days, one of CloudWatch's choices. In place.
    """

    cluster_identifier: str
    exports: Sequence[str]
    key_arn: pulumi.Input[str]
    retention_days: int = 365


class LogGroups(Component):
    """A log group for each exported log of a cluster, encrypted, with a retention.

    Attributes:
        groups: The groups, in the order of the exports.
    """

    TYPE = "aurora:index:LogGroups"
    CHILDREN = ("log-group",)
    CHECKS = (
        Check[LogGroupsArgs](
            code="AUR-107",
            holds=lambda args: limit("log-retention-days").allows(args.retention_days),
            message=lambda args: f"CloudWatch keeps no log for {args.retention_days} days",
            allowed=str(limit("log-retention-days")),
            remedy="take one of these",
        ),
    )

    groups: tuple[aws.cloudwatch.LogGroup, ...]

    def __init__(
        self, name: str, args: LogGroupsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        self.groups = tuple(
            aws.cloudwatch.LogGroup(
                f"{name}-log-group-{export}",
                self.adapted(
                    "log-group",
                    aws.cloudwatch.LogGroupArgs(
                        region=args.region,
                        name=log_group(args.cluster_identifier, export),
                        retention_in_days=args.retention_days,
                        kms_key_id=args.key_arn,
                        tags=dict(args.tags),
                    ),
                ),
                self.under(),
            )
            for export in args.exports
        )
        self.register_outputs({"names": [group.name for group in self.groups]})
