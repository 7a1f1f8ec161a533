"""Engine versions as the RDS types of the provider treat them."""

from __future__ import annotations

import re

from aurora.embedded.provider.calls.contract import Call

__all__ = ["is_newer", "kept_version", "stored"]


def stored(call: Call, name: str) -> str:
    """Return a property as the program or the last state has it: what a read may keep."""
    return str(call.inputs.get(name) or call.prior.get(name) or "")


def kept_version(written: str, running: str, pending: str = "") -> str:
    """Return the `engineVersion` that a read stores.

    The written version stays when AWS runs it or a more exact one (14 for 14.7, but not 1.3 for
    1.30), or is about to; else AWS's version is stored.
    """
    if written and (written == pending or running.startswith(f"{written}.")):
        return written
    return running


def is_newer(written: str, running: str) -> bool:
    """Say whether a written version is newer than the running one, as far as both are written out.

    A written prefix of the running version is not newer, any version is newer than none.
    """
    if not running:
        return bool(written)
    one, other = _numbers(written), _numbers(running)
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
