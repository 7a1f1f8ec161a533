"""Configuration by environment, stack and preset; what the engine hands over wins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pulumi.runtime.proto import analyzer_pb2

from aurora.errors import BadInput
from policies.configuration import FOLDER, PRESETS, configuration, stack_environment, validate
from policies.environment import Environment
from policies.framework import frameworks
from policies.registry import rules
from policies.rule import Level, Sketch
from policies.schema import WORDS, problems
from policies.tokens import CLUSTER
from tests.policies.engine import judged, pack
from tests.policies.sketches import request

RETENTION = "aurora-cluster-backup-retention"


def write(folder: Path, name: str, text: str) -> Path:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def of(folder: Path, environment: Environment = Environment.PRODUCTION, stack: str = "eu") -> Any:
    return configuration(folder, environment, stack, rules()).overrides


def test_the_committed_files_change_nothing_yet() -> None:
    validate(FOLDER, rules())
    for environment in Environment:
        found = configuration(FOLDER, environment, "prod", rules())
        assert found.presets == ("baseline",)
        assert not found.overrides.levels
        assert not found.overrides.parameters


def test_a_stack_wins_over_its_environment_and_that_over_a_preset(tmp_path: Path) -> None:
    write(
        tmp_path,
        "production",
        f'preset = "strict"\n[levels]\n{RETENTION} = "advisory"\n'
        f"[parameters]\n{RETENTION} = {{ minimumDays = 20 }}\n",
    )
    strict = of(tmp_path)
    assert strict.levels["aurora-cluster-data-api-off"] is Level.MANDATORY
    assert strict.levels[RETENTION] is Level.ADVISORY
    assert strict.parameters[RETENTION] == {"minimumDays": 20}
    write(tmp_path, "stack.eu", f"[parameters]\n{RETENTION} = {{ minimumDays = 9 }}\n")
    assert of(tmp_path).parameters[RETENTION] == {"minimumDays": 9}
    assert of(tmp_path, stack="us").parameters[RETENTION] == {"minimumDays": 20}
    write(tmp_path, "stack.eu", 'preset = "baseline"\n')
    assert "aurora-cluster-data-api-off" not in of(tmp_path).levels


@pytest.mark.parametrize("preset", sorted(path.stem for path in PRESETS.glob("*.toml")))
@pytest.mark.parametrize("environment", Environment)
def test_every_preset_is_valid(preset: str, environment: Environment, tmp_path: Path) -> None:
    write(tmp_path, environment.value, f'preset = "{preset}"\n')
    levels = of(tmp_path, environment).levels
    if preset in frameworks():
        served = frameworks()[preset].rules
        assert {id_ for id_, level in levels.items() if level is Level.MANDATORY} == {
            id_ for id_ in served if rules()[id_].levels.of(environment) is not Level.DISABLED
        }


def test_there_is_a_preset_for_each_framework() -> None:
    assert {*frameworks(), "baseline", "strict"} == {p.stem for p in PRESETS.glob("*.toml")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("levels = [", "no TOML"),
        ('level = "x"', "not a key"),
        ('environment = "moon"', "no kind of environment"),
        ('preset = "laxer"', "there is no preset laxer"),
        ('[levels]\nno-such = "advisory"', "there is no rule no-such"),
        (f'[levels]\n{RETENTION} = "fatal"', "no level"),
        (f'[levels]\n{RETENTION} = "remediate"', "has no remediation"),
        (f"[parameters]\n{RETENTION} = {{ days = 3 }}", "no parameter days"),
        (f"[parameters]\n{RETENTION} = {{ minimumDays = 99 }}", "above 35"),
        (f'[parameters]\n{RETENTION} = {{ minimumDays = "9" }}', "no integer"),
    ],
)
def test_a_wrong_file_is_refused_in_words(text: str, words: str, tmp_path: Path) -> None:
    write(tmp_path, "production", text)
    with pytest.raises(BadInput, match=words) as refused:
        of(tmp_path)
    assert {problem.code for problem in refused.value.problems} == {"AUR-402"}


def test_every_default_is_valid_by_its_own_schema() -> None:
    for rule in rules().values():
        for parameter in rule.parameters:
            assert set(parameter.schema) <= WORDS, rule.id
            for environment in Environment:
                assert not list(problems(parameter.default(environment), parameter.schema)), rule.id


CLUSTERS = (Sketch(CLUSTER, "cluster", {"engine": "aurora-mysql", "backupRetentionPeriod": 8}),)


def retention(folder: Path, stack: str, **more: Any) -> list[Any]:
    with pack(stack, folder=folder, **more) as stub:
        found = judged(stub, [request(CLUSTERS[0], CLUSTERS, stack)])
    return [d for d in found if d.policyName == RETENTION]


def test_the_engine_sees_the_files(tmp_path: Path) -> None:
    assert retention(tmp_path, "prod") == []
    write(tmp_path, "stack.prod", f"[parameters]\n{RETENTION} = {{ minimumDays = 9 }}\n")
    assert [d.enforcementLevel for d in retention(tmp_path, "prod")] == [analyzer_pb2.MANDATORY]
    write(tmp_path, "production", f'[levels]\n{RETENTION} = "advisory"\n')
    assert [d.enforcementLevel for d in retention(tmp_path, "prod")] == [analyzer_pb2.ADVISORY]
    write(tmp_path, "production", f'[levels]\n{RETENTION} = "disabled"\n')
    assert retention(tmp_path, "prod") == []


def test_what_the_engine_hands_over_wins(tmp_path: Path) -> None:
    write(tmp_path, "stack.prod", f"[parameters]\n{RETENTION} = {{ minimumDays = 9 }}\n")
    assert retention(tmp_path, "prod", user={RETENTION: {"minimumDays": 5}}) == []
    user = {RETENTION: {"enforcementLevel": "advisory"}}
    assert [d.enforcementLevel for d in retention(tmp_path, "prod", user=user)] == [
        analyzer_pb2.ADVISORY
    ]


def test_a_stacks_own_file_says_what_it_is(tmp_path: Path) -> None:
    assert retention(tmp_path, "blue") == [], "production is assumed: 8 days are enough"
    write(tmp_path, "stack.blue", 'environment = "global"\n')
    assert stack_environment(tmp_path, "blue", rules()) == "global"
    assert len(retention(tmp_path, "blue")) == 1, "a global stack keeps 14"
    assert retention(tmp_path, "blue", config={"aurora:environment": "production"}) == []
