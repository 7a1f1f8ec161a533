"""The KMS key of a region: rotated, and usable by the services that write on a cluster's behalf."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from aurora.catalogue.regions import region
from components.component import Component, ComponentArgs
from components.policy_document import document

__all__ = ["EncryptionKey", "EncryptionKeyArgs"]


@dataclass(frozen=True, kw_only=True)
class EncryptionKeyArgs(ComponentArgs):
    """Arguments of an encryption key.

    AWS: https://docs.aws.amazon.com/kms/latest/developerguide/overview.html

    Attributes:
        account_id: The AWS account, whose IAM policies decide who else uses the key. In place.
        description: What the key is for. In place.
        deletion_window_days: Days between a deletion and the end of the key and of ALL that it
            encrypts, backups included: 7 to 30. In place; it counts at deletion.
        protect: Whether Pulumi refuses to delete or replace it. Nothing in AWS.
    """

    account_id: pulumi.Input[str]
    description: str = "Aurora"
    deletion_window_days: int = 30
    protect: bool = True


class EncryptionKey(Component):
    """A symmetric key with yearly rotation, an alias, and a policy without a wildcard principal.

    CloudWatch Logs may use it for log groups of the account, CloudWatch and RDS for messages to
    an encrypted topic. Everyone else goes through the account's IAM policies.

    Attributes:
        arn: The key's ARN.
        alias: The alias, `alias/...`.
    """

    TYPE = "aurora:index:EncryptionKey"
    CHILDREN = ("key", "key-alias")

    arn: pulumi.Output[str]
    alias: pulumi.Output[str]

    def __init__(
        self, name: str, args: EncryptionKeyArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        key = aws.kms.Key(
            f"{name}-key",
            self.adapted(
                "key",
                aws.kms.KeyArgs(
                    region=args.region,
                    description=args.description,
                    enable_key_rotation=True,
                    deletion_window_in_days=args.deletion_window_days,
                    policy=document(statements(args)),
                    tags=dict(args.tags),
                ),
            ),
            self.under(protect=args.protect),
        )
        alias = aws.kms.Alias(
            f"{name}-key-alias",
            self.adapted(
                "key-alias",
                aws.kms.AliasArgs(region=args.region, target_key_id=key.key_id),
            ),
            self.under(),
        )
        self.arn = key.arn
        self.alias = alias.name
        self.register_outputs({"arn": self.arn, "alias": self.alias})


def statements(args: EncryptionKeyArgs) -> list[Mapping[str, Any]]:
    """Return who may do what with the key."""
    found = region(args.region)
    partition = found.partition if found else "aws"
    return [
        {
            "Sid": "Account",
            "Effect": "Allow",
            "Principal": {
                "AWS": pulumi.Output.concat("arn:", partition, ":iam::", args.account_id, ":root")
            },
            "Action": "kms:*",
            "Resource": "*",
        },
        {
            "Sid": "LogGroups",
            "Effect": "Allow",
            "Principal": {"Service": f"logs.{args.region}.amazonaws.com"},
            "Action": [
                "kms:Decrypt",
                "kms:DescribeKey",
                "kms:Encrypt",
                "kms:GenerateDataKey*",
                "kms:ReEncrypt*",
            ],
            "Resource": "*",
            "Condition": {
                "ArnLike": {
                    "kms:EncryptionContext:aws:logs:arn": pulumi.Output.concat(
                        "arn:", partition, ":logs:", args.region, ":", args.account_id, ":*"
                    )
                }
            },
        },
        {
            "Sid": "Notifications",
            "Effect": "Allow",
            "Principal": {"Service": ["cloudwatch.amazonaws.com", "events.rds.amazonaws.com"]},
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Resource": "*",
            "Condition": {"StringEquals": {"aws:SourceAccount": args.account_id}},
        },
    ]
