"""A stack file on disk: what it configures, and on which line."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from aurora.errors import BadInput
from aurora.settings.fault import Fault, Path

__all__ = ["NAMESPACE", "StackFile", "plain"]

NAMESPACE = "aurora"
"""The project's name, which is the namespace of its configuration."""


@dataclass(frozen=True, kw_only=True)
class StackFile:
    """A `Pulumi.<stack>.yaml` that was read.

    Attributes:
        path: The file; None when the configuration came from somewhere else.
        config: Its `config`, as it stands.
        lines: The line of each path of the configuration.
    """

    path: FilePath | None = None
    config: Mapping[str, object] = field(default_factory=dict)
    lines: Mapping[Path, int] = field(default_factory=dict)

    @classmethod
    def read(cls, path: FilePath) -> StackFile:
        """Read a stack file. Raises BadInput when it is not there or is no YAML."""
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(missing(path, error).problem(path.name)) from None
        document = parse(path, text)
        config = document.get("config")
        if not isinstance(config, CommentedMap):
            fault = Fault(
                code="AUR-009",
                message="the stack file has no `config` mapping",
                remedy="write `config:` and below it, indented, `aurora:environment: ...`",
            )
            raise BadInput(fault.problem(path.name))
        lines: dict[Path, int] = {}
        number_lines(config, (), lines)
        return cls(path=path, config={str(key): plain(config[key]) for key in config}, lines=lines)

    def place(self, fault: Fault) -> str:
        """Return the file and the line of a fault: `Pulumi.prod.yaml:12`."""
        if self.path is None:
            return ""
        line = fault.line or self.line(fault.path)
        return f"{self.path.name}:{line}" if line else self.path.name

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest that is written above it; 0 when none is."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return 0


def missing(path: FilePath, error: Exception) -> Fault:
    """Return the fault of a stack file that cannot be read, with those that could."""
    if not isinstance(error, FileNotFoundError):
        return Fault(code="AUR-009", message=f"the stack file cannot be read: {reason(error)}")
    others = sorted(found.name for found in path.parent.glob("Pulumi.*.yaml"))
    close = difflib.get_close_matches(path.name, others, 1, 0.6)
    return Fault(
        code="AUR-009",
        message=f"there is no stack file {path.name}",
        allowed=", ".join(others),
        remedy=f"did you mean {close[0]}?" if close else "copy one of examples/ to it",
    )


def reason(error: Exception) -> str:
    """Return why a file cannot be read, without its contents."""
    return (error.strerror or "") if isinstance(error, OSError) else "it is not UTF-8 text"


def parse(path: FilePath, text: str) -> CommentedMap:
    """Return the document of a stack file. Raises BadInput when it is no YAML mapping."""
    try:
        document = YAML(typ="rt").load(text)
    except YAMLError as error:
        fault = unreadable(error)
        place = f"{path.name}:{fault.line}" if fault.line else path.name
        raise BadInput(fault.problem(place)) from None
    except Exception as error:
        # ruamel lets through whatever its scalar constructors raise: a date in month 13, `-_`.
        fault = Fault(code="AUR-007", message=f"a value cannot be read: {type(error).__name__}")
        raise BadInput(fault.problem(path.name)) from None
    if document is None:
        document = CommentedMap()
    if not isinstance(document, CommentedMap):
        fault = Fault(code="AUR-007", message="the stack file is no YAML mapping")
        raise BadInput(fault.problem(path.name))
    return document


def unreadable(error: YAMLError) -> Fault:
    """Return the fault of a text that is no YAML, or has a key twice."""
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    line = mark.line + 1 if mark else 0
    if isinstance(error, DuplicateKeyError):
        key = re.search(r'duplicate key "([^"]*)"', str(error.problem))
        return Fault(
            code="AUR-008",
            line=line,
            message=f"the key {key.group(1) if key else ''} stands twice in the same mapping",
            remedy="keep one of the two; a region can have only one entry",
        )
    problem = error.problem if isinstance(error, MarkedYAMLError) else ""
    return Fault(
        code="AUR-007",
        line=line,
        message=f"this is no YAML: {problem or 'it cannot be read'}",
        remedy="mind the indentation, and quote texts that hold `: ` or begin with a special sign",
    )


def number_lines(node: object, path: Path, lines: dict[Path, int]) -> None:
    """Note the line of everything below a node."""
    if isinstance(node, CommentedMap):
        for key in node:
            below = (*path, str(key)) if path else (local(str(key)),)
            lines[below] = node.lc.key(key)[0] + 1 if key in (node.lc.data or {}) else 0
            number_lines(node[key], below, lines)
    elif isinstance(node, CommentedSeq):
        for index, value in enumerate(node):
            lines[*path, index] = node.lc.item(index)[0] + 1
            number_lines(value, (*path, index), lines)


def local(key: str) -> str:
    """Return a configuration key without this project's namespace."""
    return key.removeprefix(f"{NAMESPACE}:")


def plain(value: object) -> object:
    """Return a YAML value as plain Python: what JSON would hold."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, datetime.datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, float):
        return whole(float(value))
    if isinstance(value, int):
        return int(value)
    return str(value)


def whole(value: float) -> float:
    """Return a number as JSON and Pulumi would hand it on: 14.0 is 14."""
    return int(value) if float(value).is_integer() else value
