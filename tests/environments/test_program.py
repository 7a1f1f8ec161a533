"""The program: configuration as Pulumi hands it over, and a mistake told without a traceback."""

from __future__ import annotations

import json
import runpy
from collections.abc import Mapping
from typing import Any

import pulumi
import pytest

from aurora.environments.password import ALPHABET, LENGTH, candidate
from aurora.environments.program import run
from aurora.outstanding import settled
from aurora.planning.recorder import Recording, record
from aurora.settings.stackfile import StackFile
from tests.environments.plans import ROOT, STACKS, plan

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")


def configuration(stack: str) -> dict[str, object]:
    """Return a stack's configuration as the engine hands it over: objects as JSON texts."""
    found = StackFile.read(ROOT / f"Pulumi.{stack}.yaml").config
    return {
        key: value if isinstance(value, str) else json.dumps(value) for key, value in found.items()
    }


def run_main(stack: str, config: Mapping[str, object]) -> Recording:
    return record(
        lambda: runpy.run_path(str(ROOT / "__main__.py"), run_name="__main__"),
        stack=stack,
        config=config,
    )


@pytest.mark.parametrize("stack", STACKS)
def test_main_builds_what_the_stack_file_says(stack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULUMI_CONFIG", raising=False)
    recording = run_main(stack, configuration(stack))
    assert {r.urn for r in recording.resources} == {r.urn for r in plan(stack).resources}
    assert set(recording.outputs) == set(plan(stack).outputs)


def test_main_waits_itself_for_what_it_began(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(pulumi, "run", asked.append)
    run_main("dev", configuration("dev"))
    assert asked == [settled], "the SDK's own wait costs more than the program"


def test_main_is_short() -> None:
    assert len((ROOT / "__main__.py").read_text(encoding="utf-8").splitlines()) < 30


def test_a_mistake_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULUMI_CONFIG", raising=False)
    config: dict[str, Any] = configuration("dev") | {"aurora:dataAPI": "true"}
    with pytest.raises(pulumi.RunError, match="dataApi"):
        run_main("dev", config)


def test_nothing_is_registered_before_everything_is_right() -> None:
    seen: list[Any] = []

    def program() -> None:
        try:
            run({"aurora:environment": "production"}, "prod")
        except pulumi.RunError as error:
            seen.append(str(error))

    assert record(program).resources == ()
    assert "AUR-" in seen[0]


def test_a_candidate_is_long_random_and_safe_to_type() -> None:
    one, other = candidate(), candidate()
    assert one != other
    assert len(one) == LENGTH <= 41
    assert set(one) <= set(ALPHABET)
