"""rds-proxy-require-tls."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import PROXY
from policies.view import View


def check(proxy: View, context: Context) -> Iterator[Violation]:
    """TLS must be required."""
    if not proxy.flag("requireTls"):
        yield Violation("clients may connect in clear")


RULE = Rule(
    id="rds-proxy-require-tls",
    title="An RDS Proxy accepts connections over TLS only",
    severity=Severity.MEDIUM,
    types=(PROXY,),
    properties=("requireTls",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "The proxy is what clients connect to: without TLS between them and it, requiring TLS at "
        "the cluster protects only the second half of the way."
    ),
    remedy="set requireTls to true",
    setting="aurora:proxy",
    check=check,
    good=(Sketch(PROXY, "proxy", {"requireTls": True}),),
    bad=(Sketch(PROXY, "proxy", {"requireTls": False}),),
    absent=Verdict.VIOLATION,
    defaults={"requireTls": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-setup.html",
)
