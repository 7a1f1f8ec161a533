"""Backups."""

from __future__ import annotations

from tests.embedded.provider.estate.wanted import Wanted, policy

BACKUPS = [
    Wanted(
        "vault",
        "aws:backup/vault:Vault",
        lambda made: {"forceDestroy": True},
        lambda made: {"tags": {"a": "b"}},
    ),
    Wanted(
        "vault-policy",
        "aws:backup/vaultPolicy:VaultPolicy",
        lambda made: {
            "backupVaultName": made["vault"]["name"],
            "policy": policy("*", "backup:DescribeBackupVault"),
        },
        lambda made: {"policy": policy("*", "backup:DeleteBackupVault")},
    ),
    Wanted(
        "vault-lock",
        "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
        lambda made: {"backupVaultName": made["vault"]["name"], "minRetentionDays": 7},
    ),
    Wanted(
        "plan",
        "aws:backup/plan:Plan",
        lambda made: {
            "rules": [
                {
                    "ruleName": "daily",
                    "targetVaultName": made["vault"]["name"],
                    "schedule": "cron(0 5 ? * * *)",
                    "lifecycle": {"deleteAfter": 35},
                }
            ]
        },
        lambda made: {
            "rules": [
                {
                    "ruleName": "daily",
                    "targetVaultName": made["vault"]["name"],
                    "schedule": "cron(0 6 ? * * *)",
                    "lifecycle": {"deleteAfter": 35},
                }
            ]
        },
    ),
    Wanted(
        "selection",
        "aws:backup/selection:Selection",
        lambda made: {
            "planId": made["plan"]["id"],
            "iamRoleArn": made["role"]["arn"],
            "resources": [made["cluster"]["arn"]],
        },
        imported=lambda state: f"{state['planId']}|{state['id']}",
    ),
]
