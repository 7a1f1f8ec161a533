"""stack-environment-known."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import STACK
from policies.view import View


def check(stack: View, context: Context) -> Iterator[Violation]:
    """Something must have said it; the pack writes what it found into the stack's view."""
    if not stack.given("environment"):
        yield Violation(f"nothing says it, so {context.environment.value} is assumed")


RULE = Rule(
    id="stack-environment-known",
    title="A stack says what kind of environment it is",
    severity=Severity.LOW,
    types=(STACK,),
    properties=("environment",),
    levels=Levels(Level.ADVISORY, Level.ADVISORY, Level.ADVISORY),
    rationale=(
        "The level of every rule depends on the kind of environment. Where nothing says it the "
        "pack assumes production, which asks too much of a stack for trying things out."
    ),
    remedy=(
        "set aurora:environment in the stack's config, an environment tag on the stack, or "
        "environment in policies/configuration/stack.STACK.toml"
    ),
    setting="aurora:environment",
    check=check,
    good=(Sketch(STACK, "stack", {"environment": "production"}),),
    bad=(Sketch(STACK, "stack"),),
    absent=Verdict.VIOLATION,
    unknown=Verdict.PASS,
    stack=True,
    url="https://www.pulumi.com/docs/iac/concepts/config/",
)
