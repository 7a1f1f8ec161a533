"""log-group-cmk."""

from __future__ import annotations

from collections.abc import Iterator

from policies.own_key import own_key
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import KEY, LOG_GROUP
from policies.view import View

DATABASE = "/aws/rds/"


def check(group: View, context: Context) -> Iterator[Violation]:
    """A group that RDS writes to must name a key."""
    name = group.get("name", default="")
    if isinstance(name, str) and name.startswith(DATABASE):
        yield from own_key(group, "kmsKeyId", "the logs")


RULE = Rule(
    id="log-group-cmk",
    title="The logs of a database are encrypted with a key of its owner",
    severity=Severity.LOW,
    types=(LOG_GROUP,),
    properties=("kmsKeyId",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "Audit and slow query logs hold values of rows. With AWS's own key whoever may read the "
        "group may read them; a key of one's own is a second door."
    ),
    remedy="set kmsKeyId to a KMS key of your own",
    check=check,
    good=(
        Sketch(LOG_GROUP, "logs", {"name": "/aws/rds/cluster/shop/audit"}, {"kmsKeyId": ("key",)}),
        Sketch(KEY, "key"),
    ),
    bad=(Sketch(LOG_GROUP, "logs", {"name": "/aws/rds/cluster/shop/audit"}),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    url="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html",
)
