"""Parameters of the Aurora engines, as AWS lists and checks them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aurora.catalogue import parameters as catalogue
from aurora.catalogue.engines import ENGINES, majors

__all__ = ["Parameter", "engine_of", "families", "parameters"]

_BOOLEAN = "0,1"
_NUMBERS = frozenset({"integer", "float"})
_STRICT = _NUMBERS | {"boolean"}


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter of an engine.

    Attributes:
        name: As the API spells it.
        cluster_only: Only in DB cluster parameter groups.
        modifiable: Whether AWS lets it be set.
        static: Whether a change waits for a reboot.
        kind: Type, as the API names it.
        allowed: Values that AWS takes, as the API writes them; empty when not known.
        checked: Whether a value that is not among them is refused: the words that a recorded
            answer lists have become more since.
        system: Whether AWS, not the engine, is the source of the value.
        default: Value of the engine; None when AWS answers none.
    """

    name: str
    cluster_only: bool
    modifiable: bool
    static: bool
    kind: str
    allowed: str
    checked: bool
    system: bool
    default: str | None

    def answer(self) -> dict[str, Any]:
        """Return the parameter as AWS answers it while nobody has set it."""
        entry: dict[str, Any] = {
            "ParameterName": self.name,
            "Description": f"{self.name} of the engine.",
            "Source": "system" if self.system else "engine-default",
            "ApplyType": "static" if self.static else "dynamic",
            "DataType": self.kind,
            "IsModifiable": self.modifiable,
            "ApplyMethod": "pending-reboot",
            "SupportedEngineModes": ["provisioned"],
        }
        if self.default is not None:
            entry["ParameterValue"] = self.default
        if self.allowed:
            entry["AllowedValues"] = self.allowed
        return entry

    def allows(self, value: str) -> bool:
        """Whether AWS takes a value; true where the allowed ones are not known."""
        if not self.checked or "{" in value:
            return True
        if self.kind in _NUMBERS:
            low, high = self.allowed.rsplit("-", 1)
            try:
                return float(low) <= float(value) <= float(high)
            except ValueError:
                return False
        choices = {choice.lower() for choice in self.allowed.split(",")}
        return all(part.strip().lower() in choices for part in value.split(","))


@cache
def parameters(engine: str) -> dict[str, Parameter]:
    """Return the parameters of an engine by name."""
    facts, recorded = _read("parameters.toml")[engine], _read("parameters_recorded.toml")[engine]
    fixed, static = set(facts["fixed"]), set(facts["static"])
    system = set(recorded.get("system", fixed)) - set(recorded.get("engine", ()))
    known, told_allowed = _types(recorded), facts["allowed"]
    told = {name: entry.apply == "static" for name, entry in catalogue.parameters(engine).items()}
    return {
        name: Parameter(
            name=name,
            cluster_only=level == "cluster",
            modifiable=name not in fixed,
            static=told.get(name, name in static),
            kind=known[name][0] if name in known else _kind(told_allowed.get(name, "")),
            allowed=known[name][1] if name in known else told_allowed.get(name, ""),
            checked=name in told_allowed
            or (recorded["checked"] and known.get(name, ("",))[0] in _STRICT),
            system=name in system,
            default=facts["default"].get(name),
        )
        for level in ("cluster", "instance")
        for name in sorted(facts[level])
    }


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / name).read_text("utf-8"))


def _types(recorded: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return type and allowed values of the parameters of which AWS's answer is recorded."""
    found = dict.fromkeys(recorded["boolean"], ("boolean", _BOOLEAN))
    for kind in ("integer", "float", "string", "list"):
        found |= {name: (kind, allowed) for name, allowed in recorded.get(kind, {}).items()}
    return found


def _kind(allowed: str) -> str:
    if allowed == _BOOLEAN:
        return "boolean"
    if allowed.rpartition("-")[2].isdigit() and "," not in allowed:
        return "integer"
    return "string"


@cache
def families() -> dict[str, str]:
    """Return the engine of each Aurora parameter group family."""
    return {major.family: engine for engine in ENGINES for major in majors(engine).values()}


def engine_of(family: str) -> str | None:
    """Return the engine of a family; None when it is none of Aurora's."""
    return families().get(family)
