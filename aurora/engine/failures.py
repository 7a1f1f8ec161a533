"""What the engine says when it fails, as the errors of this project."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from aurora.engine.events import Diagnostic, PolicyFinding, name_of
from aurora.engine.outcome import Outcome
from aurora.errors import AuroraError, BadInput, Failed, Problem, Refused

__all__ = ["NO_STACK", "of_outcome", "of_text"]

NO_STACK: Final = "AUR-210"
"""Code of the error that the stack does not exist, which is none for an operation that makes it."""


@dataclass(frozen=True)
class Saying:
    """A sentence of the engine and what it means.

    Attributes:
        pattern: Regular expression of the sentence.
        raises: The error.
        problem: The problem; `{stack}` stands for the stack's name, `{said}` for the pattern's
            group.
    """

    pattern: str
    raises: Callable[[Problem], AuroraError]
    problem: Problem


SAYINGS: Final = (
    Saying(
        r"no stack named .* found",
        BadInput,
        Problem(
            code=NO_STACK,
            message="there is no stack {stack} in this backend",
            where="stack",
            remedy="`up` makes it on the embedded AWS; for a real account, "
            "`pulumi stack init {stack}` makes it and asks where its secrets are kept",
        ),
    ),
    Saying(
        r"incorrect passphrase|passphrase must be set|message authentication failed",
        BadInput,
        Problem(
            code="AUR-211",
            message="the passphrase is not the one that stack {stack} was encrypted with",
            where="PULUMI_CONFIG_PASSPHRASE",
            remedy="set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the right one",
        ),
    ),
    Saying(
        r"validating stack config: ([^\n]+)",
        BadInput,
        Problem(
            code="AUR-225",
            message="{said}",
            where="Pulumi.{stack}.yaml",
            remedy="`aurora check {stack}` says what each key is for",
        ),
    ),
    Saying(
        r"currently locked by|Another update is currently in progress",
        Failed,
        Problem(
            code="AUR-216",
            message="another process is working on stack {stack}",
            where="stack",
            remedy="wait for it; if it is gone for certain, `pulumi cancel --stack {stack}`",
        ),
    ),
    Saying(
        r"policy pack .* failed to start|policy pack not found|failed to load Pulumi policy",
        Failed,
        Problem(
            code="AUR-222",
            message="the policy pack does not start, and nothing is done without it",
            where="policies",
            remedy="`python -m policies` in the project's environment shows why",
        ),
    ),
    Saying(
        r"as it is currently marked for protection|cannot be deleted\s*because it is protected",
        Refused,
        Problem(
            code="AUR-215",
            message="stack {stack} holds a resource that is protected from being deleted",
            where="stack",
            remedy="`aurora:protection` in the stack file: `protect: false`, then `up`",
        ),
    ),
)

TOLD: Final = re.compile(r"^\s*(AUR-\d{3}) (?:(\S[^\n]*?): )?([^\n]+)((?:\n  .*)*)", re.MULTILINE)
"""A problem as `str(Problem)` writes it, which the program raises with all its others."""

STACK: Final = "::pulumi:pulumi:Stack::"
"""Part of the URN of a stack itself."""

OURS: Final = range(1, 200)
"""Codes that say that the input is wrong: settings and components."""


def of_text(text: str, stack: str) -> AuroraError:
    """Return the error that a text on standard error means."""
    return _said(text, stack) or Failed(_engine(_last(text), "engine"))


def of_outcome(outcome: Outcome, stack: str) -> AuroraError | None:
    """Return the error that a run ended with; None when it succeeded.

    What a person did comes first: an interruption, a mistake in the stack file, a rule broken.
    """
    if outcome.code == 0 and not outcome.interrupted:
        return None
    if outcome.interrupted and outcome.code:
        return Failed(_interrupted(stack))
    if outcome.code == 0:
        return None
    errors = outcome.errors
    if problems := _input(errors):
        return BadInput(*problems)
    if broken := [finding for finding in outcome.findings if finding.level == "mandatory"]:
        return Refused(*map(_broken, broken))
    text = "\n".join((outcome.text, *(error.message for error in errors)))
    if known := _said(text, stack):
        return known
    # Once a resource has failed, the program ends too and tells so at length.
    told = [error for error in errors if error.urn and STACK not in error.urn] or errors
    problems = dict.fromkeys(_engine(_short(error.message), name_of(error.urn)) for error in told)
    return Failed(*(problems or [_engine(_last(outcome.text), "engine")]))


def _said(text: str, stack: str) -> AuroraError | None:
    for saying in SAYINGS:
        if found := re.search(saying.pattern, text):
            words = {"stack": stack, "said": found[1] if found.re.groups else ""}
            told = {
                name: getattr(saying.problem, name).format(**words)
                for name in ("message", "where", "remedy")
            }
            return saying.raises(replace(saying.problem, **told))
    return None


def _input(errors: tuple[Diagnostic, ...]) -> list[Problem]:
    """Return the problems that the program itself told, as it told them."""
    problems: list[Problem] = []
    for error in errors:
        for code, where, message, rest in TOLD.findall(error.message):
            parts = dict(re.findall(r"^  (allowed|do): (.*)$", rest, re.MULTILINE))
            if int(code[4:]) in OURS:
                problems.append(
                    Problem(
                        code=code,
                        message=message,
                        where=where,
                        allowed=parts.get("allowed", ""),
                        remedy=parts.get("do", ""),
                    )
                )
    return list(dict.fromkeys(problems))


def _broken(finding: PolicyFinding) -> Problem:
    severity = f" ({finding.severity})" if finding.severity else ""
    return Problem(
        code="AUR-214",
        message=f"{finding.rule}{severity}: {' '.join(finding.message.split())}",
        where=finding.name,
        remedy=f"`aurora explain {finding.rule}` says more",
    )


def _engine(message: str, where: str) -> Problem:
    return Problem(code="AUR-217", message=message, where=where)


def _short(message: str) -> str:
    """Return a message; of a traceback the error, whose own text may hold another traceback."""
    if "Traceback (most recent call last)" not in message:
        return message
    lines = [line for line in message.splitlines() if line.strip()]
    # Frames, and the marks below them, are indented.
    flush = [line for line in lines if not line[0].isspace() and not line.startswith("Traceback")]
    return (flush or lines)[-1].strip()


def _interrupted(stack: str) -> Problem:
    return Problem(
        code="AUR-219",
        message=f"stopped before stack {stack} was done; what was finished is kept",
        remedy="run the same again: it continues from there",
    )


def _last(text: str) -> str:
    """Return what matters of a text on standard error."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("error:")]
    return " ".join(errors or lines[-3:]).removeprefix("error: ") or "it ended without a word"
