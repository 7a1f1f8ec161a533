"""aurora-cluster-custom-admin-username."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from aurora.catalogue.engines import ENGINES
from aurora.catalogue.names import engine_names
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

GUESSED: Final = tuple(
    sorted(
        {
            name
            for names in map(engine_names, ENGINES)
            for name in names.obvious_users | names.reserved_users
        }
    )
)


def check(cluster: View, context: Context) -> Iterator[Violation]:
    """The name must not be one that everybody would try; a restored cluster has its source's."""
    name = str(cluster.text("masterUsername"))
    if name.lower() in context.parameters["forbidden"]:
        yield Violation(f"{name} is a name that everybody would try")


RULE = Rule(
    id="aurora-cluster-custom-admin-username",
    title="The master user of a cluster has a name of its own",
    severity=Severity.MEDIUM,
    types=(CLUSTER,),
    properties=("masterUsername",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "admin and postgres are the first names that anybody tries. A name of its own makes a "
        "guessed password worth nothing alone; it can only be chosen when the cluster is created."
    ),
    remedy="choose another masterUsername when the cluster is created",
    setting="aurora:database.username",
    check=check,
    good=(Sketch(CLUSTER, "cluster", {"masterUsername": "shop_owner"}),),
    bad=(Sketch(CLUSTER, "cluster", {"masterUsername": "admin"}),),
    absent=Verdict.PASS,
    parameters=(
        Parameter(
            name="forbidden",
            description="Names that everybody would guess, in lower case.",
            schema={"type": "array", "items": {"type": "string"}},
            production=GUESSED,
            global_=GUESSED,
            development=GUESSED,
        ),
    ),
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.MasterAccounts.html",
)
