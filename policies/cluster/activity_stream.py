"""aurora-cluster-activity-stream."""

from __future__ import annotations

from collections.abc import Iterator

from policies.own_key import own_key
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import ACTIVITY_STREAM, CLUSTER
from policies.view import View


def check(subject: View, context: Context) -> Iterator[Violation]:
    """A stream must name a key; a cluster must have a stream."""
    if subject.type == ACTIVITY_STREAM:
        yield from own_key(subject, "kmsKeyId", "the stream")
        return
    if not context.estate.referring(subject, ACTIVITY_STREAM, "resourceArn"):
        yield Violation("no activity stream records what users do")


RULE = Rule(
    id="aurora-cluster-activity-stream",
    title="The activity of a cluster is streamed under its own key",
    severity=Severity.LOW,
    types=(
        CLUSTER,
        ACTIVITY_STREAM,
    ),
    properties=("engine",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "An activity stream records what every user does, out of reach of the administrators of "
        "the database. It is encrypted with a KMS key, which must be one that can be revoked."
    ),
    remedy="add a ClusterActivityStream with a kmsKeyId of your own",
    check=check,
    good=(
        Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),
        Sketch(
            ACTIVITY_STREAM,
            "stream",
            {"kmsKeyId": "arn:aws:kms:eu-west-1:123456789012:key/1"},
            {"resourceArn": ("cluster",)},
        ),
    ),
    bad=(Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql"}),),
    absent=Verdict.PASS,
    unknown=Verdict.PASS,
    stack=True,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/DBActivityStreams.html",
)
