"""Whether a property names a KMS key of the owner: asked by every rule on encryption keys."""

from __future__ import annotations

from collections.abc import Iterator

from policies.rule import Violation
from policies.view import View

__all__ = ["managed_by_aws", "own_key"]


def own_key(view: View, property_: str, what: str) -> Iterator[Violation]:
    """Yield what is wrong where a property names no key, or one that AWS manages.

    A key of the same stack is unknown at preview; that one is named at all is what is asked.
    """
    if not view.given(property_):
        yield Violation(f"no key is named, so AWS's own key encrypts {what}", property_)
    elif managed_by_aws(view.get(property_)):
        yield Violation(f"the key that encrypts {what} is one that AWS manages", property_)


def managed_by_aws(key: object) -> bool:
    """Return whether a key is named by an alias that AWS keeps for its own keys."""
    return isinstance(key, str) and (key.startswith("aws/") or "alias/aws/" in key)
