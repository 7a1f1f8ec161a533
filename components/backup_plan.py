"""Backups that outlive the cluster: an AWS Backup plan with a vault of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from aurora.catalogue.regions import region
from components.component import Component, ComponentArgs
from components.policy_document import ROLE_NAME, trust

__all__ = ["BackupPlan", "BackupPlanArgs"]

LONGEST = 50
"""Longest name of a vault, a plan or a selection (AWS Backup API)."""


@dataclass(frozen=True, kw_only=True)
class BackupPlanArgs(ComponentArgs):
    """Arguments of a backup plan.

    AWS: https://docs.aws.amazon.com/aws-backup/latest/devguide/about-backup-plans.html

    Attributes:
        key_arn: The KMS key of the vault. A change REPLACES the vault, which AWS allows only
            while it is empty.
        resource_arns: ARNs of what is backed up. A change replaces the selection.
        schedule: When, a cron expression in UTC. In place.
        delete_after_days: How long a recovery point is kept, in days. In place, for new ones.
        copy_to_vault_arn: A vault in another region that gets a copy of each recovery point.
            Default: none.
    """

    key_arn: pulumi.Input[str]
    resource_arns: Sequence[pulumi.Input[str]]
    schedule: str = "cron(0 5 * * ? *)"
    delete_after_days: int = 35
    copy_to_vault_arn: pulumi.Input[str] | None = None


class BackupPlan(Component):
    """A daily backup to a vault with our key. A vault with recovery points cannot be deleted.

    Attributes:
        plan_id: The plan.
        vault_name: The vault.
        vault_arn: The vault's ARN, for a copy from another region.
    """

    TYPE = "aurora:index:BackupPlan"
    CHILDREN = ("vault", "backup-plan", "backup-role", "backup-policy", "backup-selection")

    plan_id: pulumi.Output[str]
    vault_name: pulumi.Output[str]
    vault_arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: BackupPlanArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        vault = aws.backup.Vault(
            f"{name}-vault",
            self.adapted(
                "vault",
                aws.backup.VaultArgs(
                    region=args.region,
                    name=self.short_name(f"{name}-vault", LONGEST),
                    kms_key_arn=args.key_arn,
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )
        plan = aws.backup.Plan(
            f"{name}-backup-plan",
            self.adapted(
                "backup-plan",
                aws.backup.PlanArgs(
                    region=args.region,
                    name=self.short_name(f"{name}-backup-plan", LONGEST),
                    rules=[rule(args, vault)],
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )
        self._selection(name, args, plan)
        self.plan_id = plan.id
        self.vault_name = vault.name
        self.vault_arn = vault.arn
        self.register_outputs({"planId": self.plan_id, "vaultName": self.vault_name})

    def _selection(self, name: str, args: BackupPlanArgs, plan: aws.backup.Plan) -> None:
        role = aws.iam.Role(
            f"{name}-backup-role",
            self.adapted(
                "backup-role",
                aws.iam.RoleArgs(
                    name=self.short_name(f"{name}-backup-role", ROLE_NAME),
                    description=f"Backs up {name}",
                    assume_role_policy=trust("backup.amazonaws.com"),
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )
        found = region(args.region)
        partition = found.partition if found else "aws"
        attachment = aws.iam.RolePolicyAttachment(
            f"{name}-backup-policy",
            self.adapted(
                "backup-policy",
                aws.iam.RolePolicyAttachmentArgs(
                    role=role.name,
                    policy_arn=f"arn:{partition}:iam::aws:policy/service-role/"
                    "AWSBackupServiceRolePolicyForBackup",
                ),
            ),
            self.under(),
        )
        aws.backup.Selection(
            f"{name}-backup-selection",
            self.adapted(
                "backup-selection",
                aws.backup.SelectionArgs(
                    region=args.region,
                    name=self.short_name(f"{name}-backup-selection", LONGEST),
                    plan_id=plan.id,
                    iam_role_arn=role.arn,
                    resources=list(args.resource_arns),
                ),
            ),
            self.under(depends_on=(attachment,)),
        )


def rule(args: BackupPlanArgs, vault: aws.backup.Vault) -> aws.backup.PlanRuleArgs:
    """Return the plan's one rule: daily, kept, and copied where that is wanted."""
    copies = [
        aws.backup.PlanRuleCopyActionArgs(
            destination_vault_arn=arn,
            lifecycle=aws.backup.PlanRuleCopyActionLifecycleArgs(
                delete_after=args.delete_after_days
            ),
        )
        for arn in (args.copy_to_vault_arn,)
        if arn is not None
    ]
    return aws.backup.PlanRuleArgs(
        rule_name="daily",
        target_vault_name=vault.name,
        schedule=args.schedule,
        lifecycle=aws.backup.PlanRuleLifecycleArgs(delete_after=args.delete_after_days),
        copy_actions=copies or None,
    )
