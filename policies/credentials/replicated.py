"""secret-replicated."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.values import UNKNOWN
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, SECRET
from policies.view import Undecided, View


def check(secret: View, context: Context) -> Iterator[Violation]:
    """The secret's own region and its replicas must cover the regions of all members."""
    members = [c for c in context.estate.of_type(CLUSTER) if c.given("globalClusterIdentifier")]
    wanted = {member.region for member in members if member.region}
    replicas = secret.mappings("replicas")
    regions = [secret.get("region"), *(replica.get("region") for replica in replicas)]
    if any(region is UNKNOWN for region in regions):
        raise Undecided("replicas")
    covered = {secret.region, *map(str, regions)}
    for region in sorted(wanted - covered):
        yield Violation(f"the secret does not exist in {region}", key=region)


MEMBERS = tuple(
    Sketch(
        CLUSTER,
        region,
        {"engine": "aurora-mysql", "region": region, "globalClusterIdentifier": "shop"},
    )
    for region in ("us-east-1", "eu-west-1")
)

RULE = Rule(
    id="secret-replicated",
    title="A secret of a global database exists in each of its regions",
    severity=Severity.MEDIUM,
    types=(SECRET,),
    properties=("replicas",),
    levels=Levels(Level.DISABLED, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "When a region is lost so are its secrets. Applications in the region that takes over "
        "then have a database and no password."
    ),
    remedy="name every other region of the database in replicas",
    setting="aurora:regions",
    check=check,
    good=(
        Sketch(SECRET, "secret", {"region": "us-east-1", "replicas": [{"region": "eu-west-1"}]}),
        *MEMBERS,
    ),
    bad=(
        Sketch(SECRET, "secret", {"region": "us-east-1"}),
        *MEMBERS,
    ),
    absent=Verdict.VIOLATION,
    stack=True,
    url="https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html",
)
