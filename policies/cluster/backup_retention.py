"""aurora-cluster-backup-retention."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aurora.catalogue.limits import limit
from policies.rule import (
    Context,
    Level,
    Levels,
    Parameter,
    Rule,
    Severity,
    Sketch,
    Verdict,
    Violation,
)
from policies.tokens import CLUSTER
from policies.view import View

TAKEN: Final = limit("backup-retention-days")


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Backups must be kept for the minimum, as long as AWS takes; absent means its one day."""
    days = cluster.number("backupRetentionPeriod", TAKEN.default or 0)
    minimum = context.parameters["minimumDays"]
    if days < minimum:
        yield Violation(f"backups are kept {days} days, at least {minimum} are asked for")
    elif TAKEN.high is not None and days > TAKEN.high:
        yield Violation(f"AWS keeps backups for {TAKEN.high} days at most, {days} are asked of it")


RULE = Rule(
    id="aurora-cluster-backup-retention",
    title="The backups of a cluster are kept long enough",
    severity=Severity.HIGH,
    types=(CLUSTER,),
    properties=("backupRetentionPeriod",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "A restore to a point in time reaches back only as far as the backups are kept. Damage by "
        "an application is often found after a week, so one day, AWS's default, is rarely enough."
    ),
    remedy="raise backupRetentionPeriod (days, 1 to 35); it changes in place",
    setting="aurora:backup.retentionDays",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "backupRetentionPeriod": 14}),),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "backupRetentionPeriod": 6}),),
    absent=Verdict.VIOLATION,
    defaults={"backupRetentionPeriod": 1},
    parameters=(
        Parameter(
            name="minimumDays",
            description="Days that backups must be kept at least, 1 to 35.",
            schema={"type": "integer", "minimum": TAKEN.low, "maximum": TAKEN.high},
            production=7,
            global_=14,
            development=1,
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html",
)
