"""backup-plan-cross-region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aurora.values import UNKNOWN
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
from policies.tokens import BACKUP_PLAN
from policies.view import Undecided, View, mappings, number


def check(plan: View, context: Context) -> Iterator[Violation]:
    """At least one rule must copy, and every copy must be kept for the minimum."""
    rules = plan.mappings("rules")
    if any(rule.get("copyActions") is UNKNOWN for rule in rules):
        raise Undecided("rules")
    copies = [copy for rule in rules for copy in mappings(rule.get("copyActions"))]
    if not copies:
        yield Violation("no rule copies its backups")
    elif plan.region and {_region(copy) for copy in copies} == {plan.region}:
        yield Violation("no copy leaves the region")
    for copy in copies:
        lifecycle = copy.get("lifecycle")
        days = number(lifecycle.get("deleteAfter")) if isinstance(lifecycle, Mapping) else 0
        if 0 < days < context.parameters["minimumDays"]:
            yield Violation(f"a copy is kept {days} days")


def _region(copy: Mapping[str, Any]) -> str:
    """Return the region in the ARN of the vault; empty while it is unknown."""
    arn = copy.get("destinationVaultArn")
    return arn.split(":")[3] if isinstance(arn, str) and arn.count(":") > 3 else ""


COPIES = "arn:aws:backup:eu-central-1:123456789012:backup-vault:copies"

RULE = Rule(
    id="backup-plan-cross-region",
    title="A backup plan copies to another region and keeps it for long enough",
    severity=Severity.MEDIUM,
    types=(BACKUP_PLAN,),
    properties=("rules",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "A backup in the region of the database is lost together with it. A copy elsewhere, kept "
        "longer than the automated backups, is what a disaster and an extortion are answered "
        "with."
    ),
    remedy=(
        "give each rule copyActions to a vault in another region with lifecycle.deleteAfter of 35 "
        "days or more"
    ),
    check=check,
    good=(
        Sketch(
            BACKUP_PLAN,
            "plan",
            {
                "rules": [
                    {
                        "ruleName": "daily",
                        "copyActions": [
                            {
                                "destinationVaultArn": COPIES,
                                "lifecycle": {"deleteAfter": 90},
                            }
                        ],
                    }
                ]
            },
        ),
    ),
    bad=(Sketch(BACKUP_PLAN, "plan", {"rules": [{"ruleName": "daily"}]}),),
    absent=Verdict.VIOLATION,
    parameters=(
        Parameter(
            name="minimumDays",
            description="Days that a copy must be kept.",
            schema={"type": "integer", "minimum": 1, "maximum": 36500},
            production=35,
            global_=35,
            development=1,
        ),
    ),
    url="https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html",
)
