"""The folder in which Pulumi works on a stack.

Pulumi writes into the stack file that it is given: the salt of its encryption. On the embedded AWS,
and where the configuration does not come from a file at all, it is given a copy, so that a checkout
stays as it is.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from aurora.errors import BadInput, Problem
from aurora.settings.stackfile import StackFile

__all__ = ["PROJECT_FILE", "Workspace"]

PROJECT_FILE: Final = "Pulumi.yaml"
WORK: Final = Path(".aurora") / "work"
NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")

KEPT: Final = ("encryptionsalt",)
"""What Pulumi wrote into the copy and must find there again."""


@dataclass(frozen=True)
class Workspace:
    """A folder with Pulumi.yaml and, once it is written, a stack file.

    Attributes:
        root: Where the project is.
        folder: Where Pulumi works: the project itself or a folder of copies.
        stack: The stack.
        generated: Whether it is a folder of copies.
    """

    root: Path
    folder: Path
    stack: str
    generated: bool

    @classmethod
    def of(cls, root: Path, stack: str, *, generated: bool) -> Workspace:
        """Return the workspace of a stack.

        Raises:
            BadInput: There is no project at `root`, or the stack's name is none.
        """
        if not NAME.fullmatch(stack):
            raise BadInput(
                Problem(
                    code="AUR-220",
                    message=f"{stack!r} is no name of a stack",
                    where="stack",
                    allowed="letters, digits, `_`, `.` and `-`, at most 100, beginning with a "
                    "letter or a digit",
                )
            )
        place = root.resolve()
        if not (place / PROJECT_FILE).is_file():
            raise BadInput(
                Problem(
                    code="AUR-221",
                    message=f"there is no {PROJECT_FILE} in {place}",
                    where="project",
                    remedy="run this in the project's folder, or name it",
                )
            )
        return cls(place, place / WORK / stack if generated else place, stack, generated)

    @property
    def stack_file(self) -> Path:
        """Return the stack file that Pulumi reads, and writes its salt to."""
        return self.folder / f"Pulumi.{self.stack}.yaml"

    @property
    def own_file(self) -> Path:
        """Return the stack file of the project."""
        return self.root / f"Pulumi.{self.stack}.yaml"

    def write(self, config: Mapping[str, Any] | None) -> None:
        """Make the folder ready; does nothing where it is the project itself.

        Args:
            config: The stack's configuration; None takes the project's stack file.

        Raises:
            BadInput: The stack file is missing or cannot be read.
        """
        stored: dict[str, Any] = {}
        if self.generated and self.stack_file.exists():
            # A stack that was made without a file of its own is operated with what it was made of.
            stored = _load(self.stack_file).get("config", {})
        if config is not None:
            stored = dict(config)
        elif self.own_file.exists() or not stored:
            stored = _stored(StackFile.read(self.own_file), self.generated)
        if not self.generated:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        _write(self.folder / PROJECT_FILE, self._project())
        before = _load(self.stack_file)
        kept = {key: before[key] for key in KEPT if key in before}
        _write(self.stack_file, {**kept, "config": stored})

    def variant(self, name: str, changes: Mapping[str, Mapping[str, Any]]) -> Path:
        """Write a copy of the stack file with other values, for one run, and return it.

        Args:
            name: What tells the copy from others.
            changes: Values to put into objects of the configuration, by the object's key.
        """
        document = _load(self.stack_file)
        config = document.setdefault("config", {})
        for key, values in changes.items():
            config[key] = {**(config.get(key) or {}), **values}
        file = self.root / WORK / self.stack / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        _write(file, document)
        return file

    def remove(self) -> None:
        """Remove what was written for the stack; the project's own files stay."""
        shutil.rmtree(self.root / WORK / self.stack, ignore_errors=True)

    def _project(self) -> dict[str, Any]:
        """Return the project file with places that are right from the copy's folder."""
        project = _load(self.root / PROJECT_FILE)
        project.pop("stackConfigDir", None)
        project["main"] = str((self.root / project.get("main", ".")).resolve())
        runtime = project.get("runtime")
        if isinstance(runtime, str):
            runtime = {"name": runtime}
        if isinstance(runtime, dict) and runtime.get("name") == "python":
            environment = _environment(self.root, runtime.get("options") or {})
            # The environment is there: nothing may be installed into it in passing.
            options = {"toolchain": "pip", "virtualenv": str(environment)} if environment else {}
            project["runtime"] = {"name": "python", "options": options}
        return project


def _environment(root: Path, options: Mapping[str, Any]) -> Path | None:
    """Return the virtual environment of a project: its own, else the one that runs this."""
    own = root / options.get("virtualenv", ".venv")
    if (own / "bin" / "python").exists():
        return own
    return Path(sys.prefix) if sys.prefix != sys.base_prefix else None


def _stored(file: StackFile, generated: bool) -> dict[str, Any]:
    """Return the configuration of a stack file.

    Raises:
        BadInput: It is to be copied and holds secrets, which only its own backend can read.
    """
    config = dict(file.config)
    secret = [key for key, value in config.items() if _encrypted(value)]
    if secret and generated:
        raise BadInput(
            Problem(
                code="AUR-223",
                message="the value is encrypted for a real account and cannot be read here",
                where=f"{file.path.name if file.path else ''}: {', '.join(secret)}",
                remedy="use a stack file of its own for the embedded AWS",
            )
        )
    return config


def _encrypted(value: object) -> bool:
    if isinstance(value, dict):
        return set(value) == {"secure"} or any(map(_encrypted, value.values()))
    return isinstance(value, list) and any(map(_encrypted, value))


def _load(file: Path) -> dict[str, Any]:
    try:
        return YAML(typ="safe").load(file.read_text(encoding="utf-8")) or {}
    except (OSError, YAMLError):
        return {}


def _write(file: Path, document: Mapping[str, Any]) -> None:
    """Write a file in one step, since another process may read it. JSON is YAML, and exact."""
    temporary = file.with_name(f".{file.name}-{os.getpid()}-{threading.get_ident()}")
    temporary.write_text(json.dumps(document, indent=2), encoding="utf-8")
    temporary.replace(file)
