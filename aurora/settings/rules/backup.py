"""Rules about backups and the windows of the week."""

from __future__ import annotations

from collections.abc import Iterable

from aurora.catalogue.engines import label
from aurora.catalogue.features import feature, supports
from aurora.catalogue.limits import limit
from aurora.settings.environments import GlobalSettings
from aurora.settings.fault import Severity
from aurora.settings.rules.rule import Finding, Rule, Table
from aurora.settings.views import Engined, Stack, engined, stacks
from aurora.settings.windows import Window, daily, weekly

__all__ = ["TABLES"]

SHORTEST = limit("backup-window-minutes")
WEEKLY = limit("maintenance-window-minutes")


def backup_window(stack: Stack) -> Iterable[Finding]:
    """Find a backup window that AWS refuses."""
    text = stack.settings.backup.window
    window = daily(text)
    if window is None or window.minutes < (SHORTEST.low or 0):
        yield Finding(
            message=f"{text!r} is no backup window{short(window)}",
            allowed="HH:MM-HH:MM in UTC, at least 30 minutes, such as 03:00-04:00",
        )


def maintenance_window(stack: Stack) -> Iterable[Finding]:
    """Find a maintenance window that AWS refuses."""
    text = stack.settings.maintenance.window
    window = weekly(text)
    if window is None or not WEEKLY.allows(window.minutes):
        yield Finding(
            message=f"{text!r} is no maintenance window{short(window)}",
            allowed="ddd:HH:MM-ddd:HH:MM in UTC, 30 minutes to 24 hours, such as "
            "sun:04:00-sun:05:00",
        )


def short(window: Window | None) -> str:
    """Return how long a window is, where it is one."""
    return f" ({window.minutes} minutes)" if window else ""


def overlap(stack: Stack) -> Iterable[Finding]:
    """Find windows with a minute in common."""
    backup = daily(stack.settings.backup.window)
    maintenance = weekly(stack.settings.maintenance.window)
    if backup and maintenance and backup.overlaps(maintenance):
        yield Finding(
            message=f"the backup window {stack.settings.backup.window} and the maintenance window "
            f"{stack.settings.maintenance.window} overlap",
            allowed="windows without a minute in common",
        )


def backtrack_engine(stack: Stack) -> Iterable[Finding]:
    """Find backtrack where AWS has none."""
    settings = stack.settings
    if not settings.backup.backtrack_seconds:
        return
    if settings.engine.type != "aurora-mysql":
        yield Finding(
            message=f"{label(settings.engine.type)} has no backtrack; only Aurora MySQL has",
            allowed="0",
            remedy="take backtrackSeconds out; restore to a point in time instead",
        )
    elif isinstance(settings, GlobalSettings):
        yield Finding(
            message="a global database has no backtrack",
            allowed="0",
            remedy="take backtrackSeconds out; restore to a point in time instead",
        )


def backtrack_version(stack: Engined) -> Iterable[Finding]:
    """Find backtrack on a version without it."""
    if stack.settings.backup.backtrack_seconds and not supports("backtrack", stack.version):
        since = feature("backtrack").since[stack.version.engine]
        if since:
            yield Finding(
                message=f"{stack.version.name} has no backtrack",
                allowed=f"since {', '.join(since)}",
            )


def no_final_snapshot(stack: Stack) -> Iterable[Finding]:
    """Find a database whose deletion leaves nothing."""
    if stack.settings.environment != "development" and not stack.settings.protection.final_snapshot:
        yield Finding(
            message=f"a {stack.settings.environment} database without a final snapshot: its "
            "deletion leaves nothing",
            allowed="finalSnapshot: true",
        )


TABLES = (
    Table(
        subjects=stacks,
        rules=(
            Rule(
                code="AUR-045",
                name="backup-window",
                severity=Severity.REFUSE,
                at="backup.window",
                find=backup_window,
            ),
            Rule(
                code="AUR-046",
                name="maintenance-window",
                severity=Severity.REFUSE,
                at="maintenance.window",
                find=maintenance_window,
            ),
            Rule(
                code="AUR-047",
                name="windows-overlap",
                severity=Severity.REFUSE,
                at="maintenance.window",
                reads=("/backup.window",),
                find=overlap,
                remedy="move one of the two",
            ),
            Rule(
                code="AUR-048",
                name="backtrack-unavailable",
                severity=Severity.REFUSE,
                at="backup.backtrackSeconds",
                reads=("/engine.type",),
                find=backtrack_engine,
            ),
            Rule(
                code="AUR-049",
                name="final-snapshot-off",
                severity=Severity.WARN,
                at="protection.finalSnapshot",
                find=no_final_snapshot,
                remedy="leave finalSnapshot out",
            ),
        ),
    ),
    Table(
        subjects=engined,
        rules=(
            Rule(
                code="AUR-048",
                name="backtrack-version",
                severity=Severity.REFUSE,
                at="backup.backtrackSeconds",
                reads=("/engine.type", "/engine.version"),
                find=backtrack_version,
                remedy="take backtrackSeconds out, or write a newer version",
            ),
        ),
    ),
)
