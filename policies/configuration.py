"""Policy configuration: levels and parameters a kind of environment, a stack, or a preset.

Later ones win: what the rules say of themselves, the presets, the file of the environment, the
file of the stack, and last what the engine hands over from `--policy-pack-config`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aurora.errors import BadInput, Problem
from policies.environment import Environment, read
from policies.framework import frameworks
from policies.judge import Overrides
from policies.rule import Level, Rule
from policies.schema import problems

__all__ = ["FOLDER", "Configuration", "configuration", "stack_environment", "validate"]

FOLDER: Final = Path(__file__).parent / "configuration"
"""The project's policy configuration."""

PRESETS: Final = Path(__file__).parent / "presets"
KEYS: Final = frozenset({"environment", "preset", "framework", "others", "levels", "parameters"})


@dataclass(frozen=True)
class Configuration:
    """What the files say for one stack.

    Attributes:
        overrides: Levels and parameters.
        presets: Names of the presets that were taken.
    """

    overrides: Overrides
    presets: tuple[str, ...] = ()


def configuration(
    folder: Path, environment: Environment, stack: str, rules: Mapping[str, Rule]
) -> Configuration:
    """Return what the files of a folder say for a stack. No file is no override.

    Raises:
        BadInput: With everything that is wrong with the files (AUR-402).
    """
    files = [folder / f"{environment.value}.toml", folder / f"stack.{stack}.toml"]
    documents = [_document(path, rules) for path in files]
    named = next((d["preset"] for d in reversed(documents) if "preset" in d), [])
    presets = tuple([named] if isinstance(named, str) else named)
    overrides = Overrides()
    for preset in presets:
        document = _document(PRESETS / f"{preset}.toml", rules)
        overrides = overrides.under(_of_framework(document, environment, rules))
        overrides = overrides.under(_of_document(document))
    for document in documents:
        overrides = overrides.under(_of_document(document))
    return Configuration(overrides, presets)


def stack_environment(folder: Path, stack: str, rules: Mapping[str, Rule]) -> str:
    """Return the environment that a stack's own file names; empty when it does not."""
    return str(_document(folder / f"stack.{stack}.toml", rules).get("environment", ""))


def validate(folder: Path, rules: Mapping[str, Rule]) -> None:
    """Raise BadInput with everything that is wrong with any file of a folder."""
    found: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            _document(path, rules)
        except BadInput as error:
            found.extend(error.problems)
    if found:
        raise BadInput(*found)


def _of_document(document: Mapping[str, Any]) -> Overrides:
    levels = {rule: Level(level) for rule, level in document.get("levels", {}).items()}
    return Overrides(levels, document.get("parameters", {}))


def _of_framework(
    document: Mapping[str, Any], environment: Environment, rules: Mapping[str, Rule]
) -> Overrides:
    """Return the levels of a preset that goes by a framework; a rule that is off stays off."""
    if "framework" not in document:
        return Overrides()
    served = frameworks()[document["framework"]].rules
    others = Level(document.get("others", Level.ADVISORY))
    on = {i for i, rule in rules.items() if rule.levels.of(environment) is not Level.DISABLED}
    return Overrides({id_: Level.MANDATORY if id_ in served else others for id_ in on})


def _document(path: Path, rules: Mapping[str, Rule]) -> Mapping[str, Any]:
    if not path.is_file():
        return {}
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadInput(_problem(path, "", f"it is no TOML: {error}")) from None
    wrong = [_problem(path, where, message) for where, message in _wrong(document, rules)]
    if wrong:
        raise BadInput(*wrong)
    return document


def _wrong(document: Mapping[str, Any], rules: Mapping[str, Rule]) -> Iterator[tuple[str, str]]:
    """Yield where and what is wrong."""
    for key in sorted(document.keys() - KEYS):
        yield key, f"{key} is not a key"
    if "environment" in document and not read(str(document["environment"])):
        yield "environment", f"{document['environment']} is no kind of environment"
    named = document.get("preset", [])
    for preset in [named] if isinstance(named, str) else named:
        if not (PRESETS / f"{preset}.toml").is_file():
            known = ", ".join(sorted(path.stem for path in PRESETS.glob("*.toml")))
            yield "preset", f"there is no preset {preset}; there are {known}"
    for id_, level in document.get("levels", {}).items():
        yield from (("levels", text) for text in _wrong_level(id_, level, rules))
    for id_, given in document.get("parameters", {}).items():
        yield from _wrong_parameters(id_, given, rules)


def _wrong_level(id_: str, level: Any, rules: Mapping[str, Rule]) -> Iterator[str]:
    if id_ not in rules:
        yield f"there is no rule {id_}"
    elif level not in [item.value for item in Level]:
        yield f"{level} is no level of {id_}"
    elif level == Level.REMEDIATE and rules[id_].remediate is None:
        yield f"{id_} has no remediation"


def _wrong_parameters(id_: str, given: Any, rules: Mapping[str, Rule]) -> Iterator[tuple[str, str]]:
    if id_ not in rules:
        yield "parameters", f"there is no rule {id_}"
        return
    known = {parameter.name: parameter for parameter in rules[id_].parameters}
    for name, value in given.items():
        where = f"parameters.{id_}.{name}"
        if name not in known:
            yield where, f"{id_} has no parameter {name}; it has {', '.join(known) or 'none'}"
        else:
            yield from ((where, text) for text in problems(value, known[name].schema))


def _problem(path: Path, where: str, message: str) -> Problem:
    return Problem(
        code="AUR-402",
        message=message,
        where=f"{path.name}, {where}" if where else path.name,
        allowed="environment, preset, [levels] by rule, [parameters.RULE]",
        remedy="mend the file; aurora explain AUR-402 shows one",
    )
