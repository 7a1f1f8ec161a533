"""The place where a resource is made is not looked for while nobody asks, and found after."""

from __future__ import annotations

import pytest
from pulumi.runtime import resource

from aurora.planning.positions import unasked
from aurora.planning.recorder import record


class Made:
    """The SDK looks for the third constructor from the top."""

    def __init__(self, depth: int = 3) -> None:
        below = Made(depth - 1) if depth else None
        self.frames = below.frames if below else len(resource._get_stack_trace().frames)


def test_the_sdk_looks_for_it_by_itself() -> None:
    assert Made().frames > 0


def test_nobody_asks_while_a_plan_is_recorded() -> None:
    found: list[int] = []
    record(lambda: found.append(Made().frames))
    assert found == [0]
    assert Made().frames > 0


def test_it_is_found_again_after_a_failure() -> None:
    def fail() -> None:
        with unasked():
            raise RuntimeError("the program")

    with pytest.raises(RuntimeError, match="the program"):
        fail()
    assert Made().frames > 0
