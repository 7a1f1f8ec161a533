"""aurora-instance-auto-minor-upgrade."""

from __future__ import annotations

from collections.abc import Iterator

from policies.cluster.auto_minor_upgrade import pinned
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, INSTANCE
from policies.view import View


def check(instance: View, context: Context) -> Iterator[Violation]:
    """Automatic upgrades must be on; off counts as chosen where the version is pinned exactly."""
    if instance.flag("autoMinorVersionUpgrade", default=True):
        return
    clusters = context.estate.linked(instance, "clusterIdentifier", CLUSTER)
    versions = [subject.get("engineVersion") for subject in (instance, *clusters)]
    if not any(pinned(version) for version in versions):
        yield Violation("minor versions are not taken and no version is pinned")


RULE = Rule(
    id="aurora-instance-auto-minor-upgrade",
    title="An instance takes minor versions, or its cluster pins one",
    severity=Severity.MEDIUM,
    types=(INSTANCE,),
    properties=("autoMinorVersionUpgrade",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.MANDATORY),
    rationale=(
        "Minor versions carry the fixes of security holes. An instance that does not take them "
        "must belong to a cluster whose exact version is raised on purpose, as LTS releases ask."
    ),
    remedy="leave autoMinorVersionUpgrade true, or pin the version of the cluster exactly",
    setting="aurora:engine.upgrades",
    check=check,
    good=(
        Sketch(
            INSTANCE,
            "instance",
            {"engine": "aurora-mysql", "autoMinorVersionUpgrade": True},
            {"clusterIdentifier": ("cluster",)},
        ),
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
    ),
    bad=(
        Sketch(
            INSTANCE,
            "instance",
            {"engine": "aurora-mysql", "autoMinorVersionUpgrade": False},
            {"clusterIdentifier": ("cluster",)},
        ),
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
    ),
    absent=Verdict.PASS,
    defaults={"autoMinorVersionUpgrade": True},
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Upgrading.html",
)
