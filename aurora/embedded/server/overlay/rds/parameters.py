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


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter of an engine.

    Attributes:
        name: As the API spells it.
        cluster_only: Only in DB cluster parameter groups.
        modifiable: Whether AWS lets it be set.
        static: Whether a change waits for a reboot.
        allowed: Values that AWS takes, as the API writes them; empty when not known.
        default: Value of the engine; None when AWS answers none.
    """

    name: str
    cluster_only: bool
    modifiable: bool
    static: bool
    allowed: str
    default: str | None

    def answer(self) -> dict[str, Any]:
        """Return the parameter as AWS answers it while nobody has set it."""
        entry: dict[str, Any] = {
            "ParameterName": self.name,
            "Description": f"{self.name} of the engine.",
            "Source": "engine-default" if self.modifiable else "system",
            "ApplyType": "static" if self.static else "dynamic",
            "DataType": self._kind(),
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
        if not self.allowed or "{" in value:
            return True
        if self._kind() in {"integer", "float"}:
            low, _, high = self.allowed.rpartition("-")
            try:
                return float(low) <= float(value) <= float(high)
            except ValueError:
                return False
        choices = {choice.lower() for choice in self.allowed.split(",")}
        return all(part.strip().lower() in choices for part in value.split(","))

    def _kind(self) -> str:
        if self.allowed == "0,1":
            return "boolean"
        if self.allowed.rpartition("-")[2].isdigit() and "," not in self.allowed:
            return "integer"
        return "string"


@cache
def parameters(engine: str) -> dict[str, Parameter]:
    """Return the parameters of an engine by name."""
    facts = tomllib.loads((Path(__file__).parent / "parameters.toml").read_text("utf-8"))[engine]
    fixed, static = set(facts["fixed"]), set(facts["static"])
    told = {name: entry.apply == "static" for name, entry in catalogue.parameters(engine).items()}
    return {
        name: Parameter(
            name=name,
            cluster_only=level == "cluster",
            modifiable=name not in fixed,
            static=told.get(name, name in static),
            allowed=facts["allowed"].get(name, ""),
            default=facts["default"].get(name),
        )
        for level in ("cluster", "instance")
        for name in sorted(facts[level])
    }


@cache
def families() -> dict[str, str]:
    """Return the engine of each Aurora parameter group family."""
    return {major.family: engine for engine in ENGINES for major in majors(engine).values()}


def engine_of(family: str) -> str | None:
    """Return the engine of a family; None when it is none of Aurora's."""
    return families().get(family)
