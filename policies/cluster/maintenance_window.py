"""aurora-cluster-maintenance-window."""

from __future__ import annotations

from collections.abc import Iterator

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

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """A window must be named, on one of the allowed days."""
    window = cluster.text("preferredMaintenanceWindow")
    if not window:
        yield Violation("AWS picks the day and the time")
    elif window[:3].lower() not in context.parameters["days"]:
        yield Violation(f"maintenance must not begin on {window[:3]}")


RULE = Rule(
    id="aurora-cluster-maintenance-window",
    title="A cluster names its maintenance window",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("preferredMaintenanceWindow",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "Without one AWS picks thirty minutes of a random day. Patches and pending changes then "
        "come when nobody is there to look."
    ),
    remedy="set preferredMaintenanceWindow (ddd:hh:mm-ddd:hh:mm, UTC) on an allowed day",
    setting="aurora:maintenance.window",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"preferredMaintenanceWindow": "sun:04:00-sun:05:00"}),),
    bad=(Sketch(CLUSTER, "cluster", {"preferredMaintenanceWindow": ""}),),
    absent=Verdict.VIOLATION,
    parameters=(
        Parameter(
            name="days",
            description="Days on which maintenance may begin.",
            schema={"type": "array", "items": {"enum": list(DAYS)}},
            production=DAYS,
            global_=DAYS,
            development=DAYS,
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Maintenance.html",
)
