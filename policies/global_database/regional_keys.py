"""aurora-global-secondary-regional-key."""

from __future__ import annotations

from collections.abc import Iterator

from policies.estate import Estate
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import CLUSTER, GLOBAL_CLUSTER, KEY, REPLICA_KEY
from policies.view import View


def check(database: View, context: Context) -> Iterator[Violation]:
    """Each member must name a key, and its region must be the key's."""
    for member in context.estate.referring(database, CLUSTER, "globalClusterIdentifier"):
        for problem in _problems(member, context.estate):
            yield Violation(f"{member.name} {problem}", property="kmsKeyId", key=member.name)


def _problems(member: View, estate: Estate) -> Iterator[str]:
    if not member.given("kmsKeyId"):
        yield "names no key"
    key = member.get("kmsKeyId")
    parts = key.split(":") if isinstance(key, str) and key.startswith("arn:") else []
    regions = {parts[3]} if len(parts) > 3 else set()
    regions |= {linked.region for linked in estate.linked(member, "kmsKeyId", KEY, REPLICA_KEY)}
    if regions - {"", member.region} and member.region:
        yield f"is in {member.region}, its key is not"


RULE = Rule(
    id="aurora-global-secondary-regional-key",
    title="Each member of a global database has a key of its own region",
    severity=Severity.HIGH,
    types=(GLOBAL_CLUSTER,),
    properties=("engine",),
    levels=Levels(Level.DISABLED, Level.MANDATORY, Level.DISABLED),
    rationale=(
        "A KMS key is regional. A member that names none gets AWS's key, and one that names the "
        "key of another region is refused, after the first region has been built."
    ),
    remedy="set kmsKeyId of each member to a key in the member's region",
    check=check,
    good=(
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"globalClusterIdentifier": "shop", "engine": "aurora-mysql"},
        ),
        Sketch(
            CLUSTER,
            "one",
            {"engine": "aurora-mysql", "region": "us-east-1"},
            {"globalClusterIdentifier": ("database",), "kmsKeyId": ("key",)},
        ),
        Sketch(KEY, "key", {"region": "us-east-1"}),
    ),
    bad=(
        Sketch(
            GLOBAL_CLUSTER,
            "database",
            {"globalClusterIdentifier": "shop", "engine": "aurora-mysql"},
        ),
        Sketch(
            CLUSTER,
            "one",
            {"engine": "aurora-mysql", "region": "us-east-1"},
            {"globalClusterIdentifier": ("database",), "kmsKeyId": ("key",)},
        ),
        Sketch(KEY, "key", {"region": "eu-west-1"}),
    ),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-getting-started.html",
)
