"""Backups and the hours in which AWS may work on the cluster."""

from __future__ import annotations

from typing import Annotated

from aurora.settings.section import DOCS, About, Change, Section, within

__all__ = ["Backup", "DevelopmentBackup", "GlobalBackup", "Maintenance"]

BACKUPS = DOCS + "Aurora.Managing.Backups.html"


class Backup(Section):
    """Automated, continuous backups."""

    retention_days: Annotated[
        int,
        within("backup-retention-days"),
        About(
            "How long automated backups are kept: a restore to a point in time reaches back so "
            "far. They cannot be turned off.",
            example=14,
            unit="days",
            default="7; 14 for a global database, 1 in development",
            link=BACKUPS,
        ),
    ] = 7
    window: Annotated[
        str,
        About(
            "When the daily backup is taken, HH:MM-HH:MM in UTC, at least 30 minutes, outside the "
            "maintenance window.",
            example="03:00-04:00",
            link=BACKUPS,
        ),
    ] = "03:00-04:00"
    backtrack_seconds: Annotated[
        int,
        within("backtrack-seconds"),
        About(
            "How far the cluster can be wound back in place; 0 is off. Aurora MySQL only, not in a "
            "global database, and only if it was on at creation.",
            example=86400,
            unit="seconds",
            change=Change.AT_CREATION,
            link=DOCS + "AuroraMySQL.Managing.Backtrack.html",
        ),
    ] = 0


class DevelopmentBackup(Backup):
    """Backups in development."""

    retention_days: Annotated[
        int,
        within("backup-retention-days"),
        About("How long automated backups are kept.", example=3, unit="days", link=BACKUPS),
    ] = 1


class GlobalBackup(Backup):
    """Backups of every member of a global database."""

    retention_days: Annotated[
        int,
        within("backup-retention-days"),
        About("How long automated backups are kept.", example=14, unit="days", link=BACKUPS),
    ] = 14


class Maintenance(Section):
    """When AWS may patch the cluster and its instances."""

    window: Annotated[
        str,
        About(
            "The weekly window, ddd:HH:MM-ddd:HH:MM in UTC, 30 minutes to 24 hours, outside the "
            "backup window.",
            example="sun:04:00-sun:05:00",
            link=DOCS + "USER_UpgradeDBInstance.Maintenance.html",
        ),
    ] = "sun:04:00-sun:05:00"
