"""Backups that outlive the cluster."""

from __future__ import annotations

from aurora.planning.recorder import record
from tests.components.samples import backup_plan


def test_backups_are_daily_kept_and_copied() -> None:
    recording = record(backup_plan)
    (rule,) = recording.named("it-backup-plan").props["rules"]
    assert rule["lifecycle"] == {"deleteAfter": 35}
    assert rule["copyActions"][0]["destinationVaultArn"].endswith(":copy")
    alone = record(lambda: backup_plan(copy_to_vault_arn=None)).named("it-backup-plan").props
    assert "copyActions" not in alone["rules"][0]
    selection = recording.named("it-backup-selection")
    assert selection.props["resources"][0].endswith("cluster:shop-it")
    assert recording.named("it-backup-policy").urn in selection.dependencies
