"""What the kinds of environment do differently and no stack file has to say."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["DEVELOPMENT", "PRODUCTION", "Care"]


@dataclass(frozen=True, kw_only=True)
class Care:
    """How careful an environment is with its data and its visitors.

    Attributes:
        key_deletion_days: Days in which a deleted key can be brought back.
        secret_recovery_days: Days in which a deleted secret can be brought back; 0 for none.
        retain_backups: Whether automated backups outlive their cluster.
        backup_plan: Whether AWS Backup keeps recovery points in a vault of the stack.
        flow_logs: Whether an own VPC logs its connections.
        apply_immediately: Whether changes wait for the maintenance window.
    """

    key_deletion_days: int
    secret_recovery_days: int
    retain_backups: bool
    backup_plan: bool
    flow_logs: bool
    apply_immediately: bool


PRODUCTION = Care(
    key_deletion_days=30,
    secret_recovery_days=30,
    retain_backups=True,
    backup_plan=True,
    flow_logs=True,
    apply_immediately=False,
)
"""Production, in one region or in many."""

DEVELOPMENT = Care(
    key_deletion_days=7,
    secret_recovery_days=0,
    retain_backups=False,
    backup_plan=False,
    flow_logs=False,
    apply_immediately=True,
)
"""Development: it may come and go in an afternoon, under the same names."""
