"""aurora-cluster-auto-minor-upgrade."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Automatic upgrades must be on; off counts as chosen where the version is pinned exactly."""
    if cluster.known("autoMinorVersionUpgrade", default=True) is not False:
        return
    version = cluster.get("engineVersion")
    if not pinned(version):
        yield Violation("minor versions are not taken and the version is not pinned")


def pinned(version: object) -> bool:
    """Return whether a version names its minor release, in either engine's form."""
    return isinstance(version, str) and version.count(".") >= 1 + ("mysql" in version)


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
