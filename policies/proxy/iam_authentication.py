"""rds-proxy-iam-auth."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.values import UNKNOWN
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import PROXY
from policies.view import Undecided, View


def check(proxy: View, context: Context) -> Iterator[Violation]:
    """Every way to authenticate must ask for a token."""
    if proxy.text("defaultAuthScheme", "NONE") == "IAM_AUTH":
        return
    auths = proxy.mappings("auths")
    if any(auth.get("iamAuth") is UNKNOWN for auth in auths):
        raise Undecided("auths")
    if not auths or any(auth.get("iamAuth") != "REQUIRED" for auth in auths):
        yield Violation("clients authenticate with a password")


RULE = Rule(
    id="rds-proxy-iam-auth",
    title="An RDS Proxy asks for IAM identities",
    severity=Severity.MEDIUM,
    types=(PROXY,),
    properties=("auths",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.DISABLED),
    rationale=(
        "The proxy holds the password; clients can show it an IAM token instead and need no "
        "password at all. That leaves one place in which a password must be kept."
    ),
    remedy="set iamAuth to REQUIRED in each of auths",
    setting="aurora:proxy",
    check=check,
    good=(Sketch(PROXY, "proxy", {"auths": [{"authScheme": "SECRETS", "iamAuth": "REQUIRED"}]}),),
    bad=(Sketch(PROXY, "proxy", {"auths": [{"authScheme": "SECRETS", "iamAuth": "DISABLED"}]}),),
    absent=Verdict.VIOLATION,
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-setup.html",
)
