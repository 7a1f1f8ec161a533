"""aurora explain."""

from __future__ import annotations

import difflib

import click

from aurora.errors import BadInput, Problem
from aurora.errors.codes import codes
from policies.registry import rules
from policies.rule import Rule

__all__ = ["explain"]


@click.command()
@click.argument("subject", metavar="CODE_OR_RULE")
def explain(subject: str) -> None:
    """Explain an error code (AUR-012), a policy rule or a setting (backup.retentionDays)."""
    text = _code(subject.upper()) or _rule(subject) or _setting(subject)
    if not text:
        known = [*codes(), *rules()]
        near = difflib.get_close_matches(subject, known, 3, 0.5)
        raise BadInput(
            Problem(
                code="AUR-502",
                message=f"nothing is called {subject}",
                allowed="an error code, a rule's id or a setting",
                remedy=f"did you mean {', '.join(near)}?" if near else "see docs/",
            )
        )
    click.echo(text)


def _code(subject: str) -> str:
    code = codes().get(subject)
    if code is None:
        return ""
    parts = [f"{code.code}  {code.title}", code.why, f"What to do: {code.remedy}", code.example]
    return "\n\n".join(part.strip() for part in parts if part)


def _rule(subject: str) -> str:
    rule = rules().get(subject)
    return _described(rule) if rule else ""


def _described(rule: Rule) -> str:
    levels = rule.levels
    lines = [
        f"{rule.id}  ({rule.severity.value})",
        f"{rule.title}.",
        rule.rationale,
        f"What to do: {rule.remedy}.",
        f"Setting: {rule.setting}" if rule.setting else "",
        f"Level: {levels.production.value} in production, {levels.global_.value} in a global "
        f"database, {levels.development.value} in development",
        *(f"Parameter {p.name}: {p.description}" for p in rule.parameters),
        f"AWS: {rule.url}" if rule.url else "",
    ]
    return "\n\n".join(line for line in lines if line)


def _setting(subject: str) -> str:
    from aurora.settings.explain import explain_field

    return explain_field(subject)
