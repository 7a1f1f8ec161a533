"""aurora-cluster-auto-minor-upgrade."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.catalogue.engines import ENGINES, majors
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Automatic upgrades must be on; off counts as chosen where the version is pinned exactly."""
    if cluster.flag("autoMinorVersionUpgrade", default=True):
        return
    version = cluster.get("engineVersion")
    if not pinned(version):
        yield Violation("minor versions are not taken and the version is not pinned")


def pinned(version: object) -> bool:
    """Return whether a version names its minor release, in either engine's form."""
    if not isinstance(version, str) or "." not in version:
        return False
    return not any(version in majors(engine) for engine in ENGINES)


RULE = Rule(
    id="aurora-cluster-auto-minor-upgrade",
    title="A cluster takes minor versions, or says that it does not",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("autoMinorVersionUpgrade",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.MANDATORY),
    rationale=(
        "Minor versions carry the fixes of security holes. Whoever pins one instead, as LTS "
        "releases ask, must do so completely: no automatic upgrade and an exact version, which is "
        "then raised on purpose."
    ),
    remedy=(
        "leave autoMinorVersionUpgrade true, or pin engineVersion exactly and upgrade it on purpose"
    ),
    setting="aurora:engine.upgrades",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "autoMinorVersionUpgrade": True}),),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "autoMinorVersionUpgrade": False}),),
    absent=Verdict.PASS,
    defaults={"autoMinorVersionUpgrade": True},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.Upgrading.html",
)
