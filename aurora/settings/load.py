"""From a stack's configuration to settings, or to everything that is wrong with it."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from aurora.errors import BadInput, Problem
from aurora.settings.environments import KINDS, Settings
from aurora.settings.fault import Fault, Path, Severity, shown
from aurora.settings.guide import find, stand_in
from aurora.settings.raw import unpack
from aurora.settings.retell import retell
from aurora.settings.rules import faults as rule_faults
from aurora.settings.stackfile import StackFile

__all__ = ["Loaded", "load", "load_file"]

SHORT = {"prod": "production", "dev": "development", "devel": "development", "test": "development"}
"""What people write for a kind of environment."""

ROUNDS = 4
"""How often a faulty file is mended before the rules give up on it."""


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A stack's configuration that was accepted.

    Attributes:
        settings: What the stack says, with every default filled in.
        warnings: What AWS accepts but was hardly meant; they stop nothing.
        stack: The stack's name, a part of every name in AWS.
    """

    settings: Settings
    warnings: tuple[Problem, ...]
    stack: str


def load(stack_config: Mapping[str, object], *, stack: str, file: FilePath | None = None) -> Loaded:
    """Read a stack's configuration, as Pulumi hands it to a program.

    Args:
        stack_config: Configuration by key (`aurora:backup`); objects may be JSON texts. Keys of
            other namespaces are left alone.
        stack: The stack's name.
        file: Its stack file, for the line of each fault; not needed to be there.

    Raises:
        BadInput: With everything that is wrong, each with its path and what is allowed.
    """
    source = StackFile()
    if file is not None and file.is_file():
        source = StackFile.read(file)
    return judge(stack_config, stack, source)


def load_file(path: FilePath) -> Loaded:
    """Read a stack file, `Pulumi.<stack>.yaml`, without Pulumi.

    Raises:
        BadInput: When it is not there, is no YAML, or with everything that is wrong in it.
    """
    source = StackFile.read(path)
    stack = path.name.removeprefix("Pulumi.").removesuffix(".yaml")
    return judge(source.config, stack, source)


def judge(config: Mapping[str, object], stack: str, source: StackFile) -> Loaded:
    """Return the settings of a configuration, or raise all that is wrong with it."""
    raw, faults = unpack(config)
    settings: Settings | None = None
    wrong = environment(raw)
    if wrong:
        faults.append(wrong)
    else:
        settings, more = examine(raw, stack, {fault.path for fault in faults if fault.path})
        faults.extend(more)
    refused = [fault for fault in faults if fault.severity is Severity.REFUSE]
    if refused or settings is None:
        raise BadInput(*told(refused, source))
    warned = [fault for fault in faults if fault.code not in settings.acknowledge]
    return Loaded(settings=settings, warnings=tuple(told(warned, source)), stack=stack)


def told(faults: list[Fault], source: StackFile) -> list[Problem]:
    """Return faults as problems, in the order of the file, each once."""
    ordered = sorted(
        dict.fromkeys(faults),
        key=lambda fault: (fault.line or source.line(fault.path), [str(p) for p in fault.path]),
    )
    return [fault.problem(source.place(fault)) for fault in ordered]


def environment(raw: Mapping[str, object]) -> Fault | None:
    """Return what is wrong with the kind of environment; None when a model can be chosen by it."""
    given = raw.get("environment")
    if isinstance(given, str) and given in KINDS:
        return None
    near = difflib.get_close_matches(str(given).lower(), KINDS, 1, 0.6)
    guess = SHORT.get(str(given).lower()) or (near[0] if near else "")
    missing = "environment" not in raw
    return Fault(
        code="AUR-010",
        path=("environment",),
        message="'environment' is missing: it says what kind of stack this is"
        if missing
        else f"{shown(given)} is no kind of environment",
        allowed=", ".join(KINDS),
        remedy=f"did you mean {guess!r}?" if guess else "write aurora:environment: production",
    )


def examine(
    raw: dict[str, object], stack: str, known: set[Path]
) -> tuple[Settings | None, list[Fault]]:
    """Return the settings and every fault; where the form is faulty, settings with stand-ins.

    Stand-ins let the rules go on, so that one run tells everything; a rule that reads a faulty
    place keeps silent.
    """
    kind = str(raw["environment"])
    mended, faults, broken = copy.deepcopy(raw), [], set(known)
    for _ in range(ROUNDS):
        try:
            settings = KINDS[kind].model_validate(mended, by_alias=True, by_name=False)
        except ValidationError as error:
            found = retell(kind, mended, error)
            faults.extend(fault for fault in found if fault.path not in broken)
            broken.update(*(affected(fault) for fault in found))
            # From the end, so that what is taken out of a list moves nothing before it.
            for fault in reversed(found):
                mend(kind, mended, fault)
        else:
            faults.extend(rule_faults(settings, stack, frozenset(broken)))
            return settings, faults
    return None, faults


def affected(fault: Fault) -> set[Path]:
    """Return the paths that can no longer be judged because of a fault."""
    return {fault.path, *((*fault.path[:-1], meant) for meant in fault.meant)}


def mend(kind: str, raw: dict[str, object], fault: Fault) -> None:
    """Put a stand-in where a fault is, or take away what does not belong there."""
    *above, last = fault.path or ("",)
    node: Any = raw
    for part in above:
        node = node[part]
    entry = find(kind, fault.path)
    if isinstance(node, list):
        del node[int(last)]
    elif entry is not None:
        node[last] = copy.deepcopy(stand_in(entry))
    elif isinstance(node, dict):
        if fault.code in ("AUR-001", "AUR-014") or not needed(kind, fault.path):
            node.pop(last, None)
        else:
            node[last] = region_stand_in(kind, fault.path)


def needed(kind: str, path: Path) -> bool:
    """Tell whether a path is a region of a global database, which must be something."""
    return kind == "global" and len(path) == 2 and path[0] == "regions"


def region_stand_in(kind: str, path: Path) -> object:
    """Return a valid region, to go on judging after the real one was no mapping."""
    entry = find(kind, (*path, "network"))
    return {"network": stand_in(entry)} if entry else {}
