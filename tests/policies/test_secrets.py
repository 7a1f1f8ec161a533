"""No finding shows what a resource keeps secret, its subject or another."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from aurora.values import UNKNOWN, Secret
from policies.environment import Environment
from policies.estate import Estate
from policies.judge import Judge
from policies.registry import rules
from policies.rule import Rule
from policies.wire import SHORTEST, view
from tests.policies.sketches import estate


def sealed(value: Any) -> Any:
    """Return a value whose every text and number is a secret."""
    if isinstance(value, dict):
        return {key: sealed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [sealed(item) for item in value]
    return value if value is UNKNOWN or isinstance(value, bool) else Secret(value)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)
    elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
        yield str(value)


@pytest.mark.parametrize("seal", [sealed, Secret])
@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)
def test_no_secret_stands_in_a_finding(rule: Rule, seal: Callable[[Any], Any]) -> None:
    for sketches in (rule.good, rule.bad):
        plain = estate(sketches).resources
        secrets = {t for v in plain for t in texts(dict(v.props)) if len(t) >= SHORTEST}
        resources = [
            view(
                type_=v.type,
                name=f"r{number}",  # a name is no secret, and examples are named after values
                urn=v.urn,
                props={key: seal(value) for key, value in v.props.items()},
                dependencies=v.dependencies,
            )
            for number, v in enumerate(plain)
        ]
        for environment in Environment:
            for finding in Judge((rule,), environment).everything(Estate(resources)):
                told = f"{finding.message} {finding.key}"
                assert not [secret for secret in secrets if secret in told], told
