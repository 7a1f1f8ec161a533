"""Engine versions as operations meet them: found, defaulted, compared, given a family."""

from __future__ import annotations

from aurora.catalogue.engines import ENGINES, advised
from aurora.catalogue.versions import Status, Version, number, version, versions

from .faults import combination, value

__all__ = [
    "default_option_group",
    "found",
    "is_major_change",
    "known",
    "option_group",
    "refuse_downgrade",
]


def found(engine: str, name: str | None) -> Version:
    """Return the version that AWS would run for a new cluster.

    Args:
        engine: Engine of the request.
        name: Version of the request; a major version alone, or the beginning of a version, takes
            the newest that begins so; None takes the default (here: the advised one, since no
            source says which AWS's default is).
    """
    if engine not in ENGINES:
        raise value(f"Invalid DB engine: {engine}")
    wanted = name or advised(engine)
    exact = versions(engine).get(wanted)
    if exact and exact.status is not Status.RETIRED:
        return exact
    offered = [
        entry
        for entry in versions(engine).values()
        if entry.status is Status.OFFERED
        and not entry.limitless
        and entry.name.startswith(f"{wanted}.")
    ]
    best = [entry for entry in offered if entry.name == advised(engine)] or offered[-1:]
    if not best:
        raise combination(f"Cannot find version {wanted} for {engine}")
    return best[0]


def known(engine: str, name: str) -> Version:
    """Return a version that something runs already, offered or not."""
    entry = version(engine, name)
    if entry is None:
        raise combination(f"Cannot find version {name} for {engine}")
    return entry


def is_major_change(before: Version, after: Version) -> bool:
    """Whether the step from one version to another is a major upgrade."""
    return before.major.name != after.major.name


def refuse_downgrade(before: Version, after: Version) -> None:
    """Refuse a step back."""
    if number(after.name) < number(before.name):
        raise combination(f"Cannot upgrade {before.engine} from {before.name} to {after.name}")


def option_group(engine: str, name: str) -> str:
    """Return the default option group of a version."""
    return default_option_group(engine, known(engine, name).major.name)


def default_option_group(engine: str, major: str) -> str:
    """Return the default option group of a major version."""
    return f"default:{engine}-{major.replace('.', '-')}"
