"""What a program began is waited for once, not once for each thing that ends."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pulumi
import pytest
from pulumi.runtime.settings import SETTINGS

from aurora.outstanding import settled
from aurora.planning.recorder import record


async def after(seconds: float, failure: Exception | None = None) -> None:
    await asyncio.sleep(seconds)
    if failure:
        raise failure


def begin(works: Iterable[Any]) -> None:
    SETTINGS.outputs.update(asyncio.ensure_future(work) for work in works)


def test_it_looks_once_however_many_end_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    wait = asyncio.wait

    def counted(*given: Any, **options: Any) -> Any:
        nonlocal looks
        looks += 1
        return wait(*given, **options)

    monkeypatch.setattr(asyncio, "wait", counted)

    def program() -> None:
        begin(after(number / 1000) for number in range(50))

    record(program)
    assert 0 < looks <= 3


def test_what_begins_meanwhile_is_waited_for_too() -> None:
    ended: list[str] = []

    async def first() -> None:
        await asyncio.sleep(0.01)
        begin([second()])

    async def second() -> None:
        await asyncio.sleep(0.01)
        ended.append("second")

    async def work() -> None:
        begin([first()])
        await settled()
        assert ended == ["second"]

    asyncio.run(work())


def test_a_failure_is_told_at_once_and_left_to_the_sdk() -> None:
    async def work() -> list[Any]:
        begin([after(30), after(0, ValueError("no"))])
        await asyncio.wait_for(settled(), timeout=5)
        left = list(SETTINGS.outputs)
        SETTINGS.outputs.clear()
        return left

    left = asyncio.run(work())
    assert len(left) == 2, "what failed, and what is still under way"


def test_a_failed_output_fails_the_program() -> None:
    def program() -> None:
        pulumi.export("size", pulumi.Output.from_input("x").apply(int))

    with pytest.raises(ValueError, match="invalid literal"):
        record(program)
