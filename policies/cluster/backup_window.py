"""aurora-cluster-backup-window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aurora.catalogue.limits import limit
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View

MINUTES_A_DAY = 24 * 60
SHORTEST: Final = int(limit("backup-window-minutes").low or 0)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """A window must be named, be long enough and not meet the maintenance window."""
    window = cluster.text("preferredBackupWindow")
    if not window:
        yield Violation("AWS picks the window")
        return
    try:
        start, end = (_minutes(clock) for clock in window.split("-"))
    except ValueError:
        yield Violation(f"{window} is no window of the form hh:mm-hh:mm")
        return
    length = (end - start) % MINUTES_A_DAY
    if length < SHORTEST:
        yield Violation(f"the window {window} is shorter than {SHORTEST} minutes")
    maintenance = cluster.get("preferredMaintenanceWindow")
    if isinstance(maintenance, str) and _meets(start, length, maintenance):
        yield Violation(f"the window {window} meets the maintenance window {maintenance}")


def _minutes(clock: str) -> int:
    hours, minutes = clock.strip().split(":")[-2:]
    return int(hours) * 60 + int(minutes)


def _minutes_of_week(clock: str) -> int:
    return DAYS.index(clock.strip().split(":")[0]) * MINUTES_A_DAY + _minutes(clock)


def _meets(start: int, length: int, maintenance: str) -> bool:
    """Return whether a daily window meets a weekly one, on any day."""
    week = 7 * MINUTES_A_DAY
    try:
        first, last = (_minutes_of_week(clock) for clock in maintenance.lower().split("-"))
    except ValueError:
        return False
    span = (last - first) % week
    return any(
        (day * MINUTES_A_DAY + start - first) % week < span
        or (first - day * MINUTES_A_DAY - start) % week < length
        for day in range(7)
    )


RULE = Rule(
    id="aurora-cluster-backup-window",
    title="A cluster names its backup window",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("preferredBackupWindow",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "Without one AWS picks thirty minutes at random. A window chosen for the quiet hours "
        "keeps the backup away from the load and from the maintenance window, with which it must "
        "not overlap."
    ),
    remedy=(
        "set preferredBackupWindow (UTC, hh:mm-hh:mm, at least 30 minutes, apart from the "
        "maintenance window)"
    ),
    setting="aurora:backup.window",
    check=check,
    good=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "preferredBackupWindow": "03:00-04:00",
                "preferredMaintenanceWindow": "sun:04:00-sun:05:00",
            },
        ),
    ),
    bad=(
        Sketch(
            CLUSTER,
            "cluster",
            {
                "preferredBackupWindow": "03:00-04:00",
                "preferredMaintenanceWindow": "sun:03:30-sun:05:00",
            },
        ),
    ),
    absent=Verdict.VIOLATION,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html",
)
