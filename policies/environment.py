"""The kind of environment that a stack is, on which the level of each rule depends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from policies.tokens import STACK
from policies.view import View

__all__ = ["Environment", "Found", "find", "read", "stack_of", "stated"]

CONFIG_KEY: Final = "aurora:environment"


class Environment(StrEnum):
    """What a stack is for. It is not a stage name: two stacks may both be production."""

    PRODUCTION = "production"
    GLOBAL = "global"
    DEVELOPMENT = "development"


SPELLINGS: Final[Mapping[str, Environment]] = {
    "production": Environment.PRODUCTION,
    "prod": Environment.PRODUCTION,
    "prd": Environment.PRODUCTION,
    "live": Environment.PRODUCTION,
    "global": Environment.GLOBAL,
    "development": Environment.DEVELOPMENT,
    "dev": Environment.DEVELOPMENT,
    "test": Environment.DEVELOPMENT,
    "staging": Environment.PRODUCTION,
}
"""Words that stacks and tags use. Staging is judged as production: it holds copies of its data."""


@dataclass(frozen=True)
class Found:
    """The environment and where it was found; `assumed` when nothing said it."""

    environment: Environment
    source: str
    assumed: bool = False


def find(
    config: Mapping[str, object],
    stack_tags: Mapping[str, str],
    pack_setting: object,
    stack: str,
    resource_tags: Iterable[str] = (),
) -> Found:
    """Return the environment: never silently none.

    In this order: the stack's config, the stack's tag, the pack's own setting, the stack's name,
    the `Environment` tag of a resource. When none of them says it, production is assumed, because
    a rule too many costs a question and a rule too few a database.
    """
    claims = [
        ("the stack's config", config.get(CONFIG_KEY)),
        ("the stack's tag", stack_tags.get(CONFIG_KEY) or stack_tags.get("environment")),
        ("the policy configuration", pack_setting),
        ("the stack's name", stack),
        *(("a resource's Environment tag", tag) for tag in resource_tags),
    ]
    for source, claim in claims:
        if isinstance(claim, str) and (kind := read(claim)):
            return Found(kind, source)
    return Found(Environment.PRODUCTION, "nothing", assumed=True)


def stack_of(urn: str) -> str:
    """Return the name of the stack in a URN; empty for what is none."""
    return urn.removeprefix("urn:pulumi:").partition("::")[0] if urn.startswith("urn:") else ""


def stated(view: View, found: Found) -> View:
    """Return the view of the stack itself with what was found of its environment.

    Any other resource is returned as it is.
    """
    if view.type != STACK or found.assumed:
        return view
    return replace(view, props={**view.props, "environment": found.environment.value})


def read(claim: str) -> Environment | None:
    """Return the environment that a word or a hyphenated name begins or ends with, if any."""
    words = claim.strip().lower().replace("_", "-").replace("/", "-").split("-")
    return next((SPELLINGS[word] for word in (words[0], words[-1]) if word in SPELLINGS), None)
