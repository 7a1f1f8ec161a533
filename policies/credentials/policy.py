"""secret-policy-not-public."""

from __future__ import annotations

from collections.abc import Iterator

from policies.policy_document import allowing, open_statements, unreadable
from policies.rule import Context, Level, Levels, Rule, Severity, Sketch, Verdict, Violation
from policies.tokens import SECRET, SECRET_POLICY
from policies.view import View


def check(subject: View, context: Context) -> Iterator[Violation]:
    """No statement may allow everybody unconditionally, in the secret or in a policy of its own."""
    if unreadable(subject, "policy"):
        yield Violation("the policy is no JSON document, so nobody can say whom it lets in")
    for statement in open_statements(subject, "policy"):
        yield Violation(f"{statement} allows everybody")
    if subject.type == SECRET:
        for policy in context.estate.referring(subject, SECRET_POLICY, "secretArn"):
            for statement in open_statements(policy, "policy"):
                yield Violation(f"{statement} of {policy.name} allows everybody")


RULE = Rule(
    id="secret-policy-not-public",
    title="The policy of a secret names who may read it",
    severity=Severity.CRITICAL,
    types=(
        SECRET,
        SECRET_POLICY,
    ),
    properties=("policy",),
    levels=Levels(Level.MANDATORY, Level.MANDATORY, Level.MANDATORY),
    rationale=(
        "A statement that allows everybody gives the password to any account that knows the ARN, "
        "which stands in logs, templates and error messages."
    ),
    remedy="name principals in the policy, or add a condition",
    check=check,
    good=(
        Sketch(SECRET_POLICY, "policy", {"policy": allowing("arn:aws:iam::123456789012:role/app")}),
    ),
    bad=(Sketch(SECRET_POLICY, "policy", {"policy": allowing("*")}),),
    absent=Verdict.PASS,
    stack=True,
    never_exempt=True,
    url="https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
)
