"""log-group-retention."""

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
from policies.tokens import LOG_GROUP
from policies.view import View

TAKEN: Final = limit("log-retention-days")
DATABASE = "/aws/rds/"
"""What the names of the groups that RDS writes to begin with."""


def check(group: View, context: Context) -> Iterator[Violation]:
    """The period must lie between the bounds; absent and 0 mean for ever."""
    name = group.get("name", default="")
    if not isinstance(name, str) or not name.startswith(DATABASE):
        return
    days = group.number("retentionInDays")
    minimum, maximum = context.parameters["minimumDays"], context.parameters["maximumDays"]
    if days and days < minimum:
        yield Violation(f"logs are kept {days} days, at least {minimum} are asked for")
    elif days and days not in TAKEN.choices:
        yield Violation(f"CloudWatch Logs has no period of {days} days")
    if maximum and not 0 < days <= maximum:
        yield Violation(
            f"logs are kept {days or 'for ever, not'} days, at most {maximum} are allowed"
        )


RULE = Rule(
    id="log-group-retention",
    title="The logs of a database are kept for long enough, and not for ever in development",
    severity=Severity.MEDIUM,
    types=(LOG_GROUP,),
    properties=("retentionInDays",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "An audit asks for a year. Without a period AWS keeps logs for ever, which is safe and "
        "grows in cost; in development that is money for nothing."
    ),
    remedy="set retentionInDays",
    setting="aurora:logs.retentionDays",
    check=check,
    good=(
        Sketch(LOG_GROUP, "logs", {"name": "/aws/rds/cluster/shop/audit", "retentionInDays": 365}),
    ),
    bad=(Sketch(LOG_GROUP, "logs", {"name": "/aws/rds/cluster/shop/audit", "retentionInDays": 7}),),
    absent=Verdict.PASS,
    defaults={"retentionInDays": 0},
    parameters=(
        Parameter(
            name="minimumDays",
            description="Days that logs must be kept; for ever is always enough.",
            schema={"type": "integer", "minimum": 0, "maximum": 3653},
            production=365,
            global_=365,
            development=0,
        ),
        Parameter(
            name="maximumDays",
            description="Days that logs may be kept; 0 sets no bound.",
            schema={"type": "integer", "minimum": 0, "maximum": 3653},
            production=0,
            global_=0,
            development=30,
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
)
