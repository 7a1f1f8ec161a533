"""rds-proxy-no-debug-logging."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import PROXY
from policies.view import View


def check(proxy: View, context: Context) -> Iterator[Violation]:
    """Debug logging must be off."""
    if proxy.flag("debugLogging"):
        yield Violation("statements, with their values, are logged")


RULE = Rule(
    id="rds-proxy-no-debug-logging",
    title="An RDS Proxy does not log statements",
    severity=Severity.MEDIUM,
    types=(PROXY,),
    properties=("debugLogging",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.ADVISORY),
    rationale=(
        "Debug logging writes the text of every statement, with the values in it, to a log group "
        "that more people can read than the database."
    ),
    remedy="leave debugLogging false",
    setting="aurora:proxy",
    check=check,
    good=(Sketch(PROXY, "proxy", {"debugLogging": False}),),
    bad=(Sketch(PROXY, "proxy", {"debugLogging": True}),),
    absent=Verdict.PASS,
    defaults={"debugLogging": False},
    url="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy-managing.html",
)
