"""aurora-cluster-copy-tags-to-snapshot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER
from policies.view import View


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """Tags must be copied; the default does not."""
    if not cluster.flag("copyTagsToSnapshot"):
        yield Violation("snapshots are made without the cluster's tags")


def remediate(cluster: View, context: Context) -> Mapping[str, Any]:
    """Copy them; snapshots that exist are left alone."""
    return {} if cluster.flag("copyTagsToSnapshot") else {"copyTagsToSnapshot": True}


RULE = Rule(
    id="aurora-cluster-copy-tags-to-snapshot",
    title="The snapshots of a cluster carry its tags",
    severity=Severity.LOW,
    types=(CLUSTER,),
    properties=("copyTagsToSnapshot",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "Snapshots outlive clusters. Without the tags nobody can say whose a snapshot is, what it "
        "costs whom, or whether a tag-based backup or deletion rule covers it."
    ),
    remedy="set copyTagsToSnapshot to true",
    check=check,
    remediate=remediate,
    good=(Sketch(CLUSTER, "cluster", {"copyTagsToSnapshot": True}),),
    bad=(Sketch(CLUSTER, "cluster", {"copyTagsToSnapshot": False}),),
    absent=Verdict.VIOLATION,
    defaults={"copyTagsToSnapshot": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Tagging.html",
)
