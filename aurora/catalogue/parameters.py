"""Cluster parameters: when each takes effect, and which the platform sets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from aurora.catalogue.data import facts

__all__ = ["Parameter", "apply_method", "parameters", "platform_parameters", "tls_parameter"]


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """A parameter of a cluster parameter group.

    Attributes:
        name: As the engine spells it.
        apply: `dynamic` takes effect at once, `static` at the next restart.
        platform: The value that the platform always sets; empty when it sets none.
        tls: It is the one that requires TLS of every connection.
        blocks_pause: Serverless instances never pause while it is on.
        feature: A feature of the catalogue that a version needs; may be empty.
        low: Smallest value; None when it has none.
    """

    name: str
    apply: Literal["dynamic", "static"]
    platform: str = ""
    tls: bool = False
    blocks_pause: bool = False
    feature: str = ""
    low: int | None = None


@cache
def parameters(engine: str) -> dict[str, Parameter]:
    """Return the parameters that are known of an engine, by name."""
    return {
        name: Parameter(name=name, **entry) for name, entry in facts("parameters")[engine].items()
    }


def apply_method(engine: str, name: str) -> Literal["immediate", "pending-reboot"]:
    """Return the apply method of a parameter: pending-reboot unless it is known to be dynamic."""
    known = parameters(engine).get(name)
    return "immediate" if known and known.apply == "dynamic" else "pending-reboot"


def platform_parameters(engine: str) -> dict[str, str]:
    """Return the parameters that the platform always sets, with their values."""
    return {name: entry.platform for name, entry in parameters(engine).items() if entry.platform}


def tls_parameter(engine: str) -> Parameter:
    """Return the parameter that requires TLS of every connection."""
    return next(entry for entry in parameters(engine).values() if entry.tls)
