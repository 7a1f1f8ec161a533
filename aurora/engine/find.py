"""The engine that is used: found, or made, in an order that never changes.

First what is there, then what is quick, at last what always works: PATH, what this project
installed before, Pulumi's own installer, a build of the pinned source.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from aurora.engine.cache import VARIABLE, Cache
from aurora.engine.golang import build, find_go
from aurora.engine.process import TIMED_OUT, Run, run
from aurora.engine.progress import Progress, progress
from aurora.engine.toolchain import Toolchain, minimum, parse
from aurora.engine.way import Engine, Unavailable
from aurora.errors import Failed, Problem

__all__ = ["Finder", "find"]

CONNECT_SECONDS: Final = 5
"""How long the installer's first connection may take: a closed network is known soon."""

DOWNLOAD_SECONDS: Final = 240

INSTALLER: Final = """
import socket, sys
socket.setdefaulttimeout(float(sys.argv[1]))
import semver
from pulumi.automation import PulumiCommand
try:
    PulumiCommand.install(root=sys.argv[2], version=semver.VersionInfo.parse(sys.argv[3]))
except Exception as error:
    sys.exit(str(error))
"""


def find(report: Progress | None = None) -> Engine:
    """Return an engine, installing one if there is none.

    Args:
        report: Told of each step. Default: standard error.

    Raises:
        Failed: There is none and none can be had; the error says the ways out.
    """
    return Finder(Cache.of(), Toolchain.read(), os.environ, run, report or progress()).find()


@dataclass(frozen=True)
class Finder:
    """Tries one way after the other.

    Attributes:
        cache: Where engines are kept.
        toolchain: What is pinned; None when only an installed engine can be used.
        environment: Variables, PATH above all.
        run: Runs commands.
        report: Told of each step.
    """

    cache: Cache
    toolchain: Toolchain | None
    environment: Mapping[str, str]
    run: Run
    report: Progress

    def find(self) -> Engine:
        """Return the engine of the first way that leads to one. Raises Failed when none does."""
        reasons: list[str] = []
        for way in (self.on_path, self.installed):
            if engine := self._try(way, reasons):
                return engine
        with self.cache.alone(self.report):
            # Another process may have installed it while this one waited.
            for way in (self.installed, self.downloaded, self.built):
                if engine := self._try(way, reasons):
                    return engine
        raise Failed(_nothing(tuple(dict.fromkeys(reasons))))

    def _try(self, way: Callable[[], Engine], reasons: list[str]) -> Engine | None:
        try:
            return way()
        except Unavailable as reason:
            reasons.append(str(reason))
            return None

    def on_path(self) -> Engine:
        """Return the `pulumi` on PATH when it is at least as new as the SDK."""
        found = shutil.which("pulumi", path=self.environment.get("PATH"))
        if not found:
            raise Unavailable("no `pulumi` is on PATH")
        engine = self._checked(Path(found), "on PATH, and new enough for the SDK")
        if engine.version.major != minimum().major or engine.version < minimum():
            raise Unavailable(f"the `pulumi` on PATH is v{engine.version}, below v{minimum()}")
        return engine

    def installed(self) -> Engine:
        """Return the pinned engine when it is in the cache: only whole ones come there."""
        toolchain = self._pinned()
        command = self.cache.engine(toolchain.engine) / "bin" / "pulumi"
        if not command.exists():
            raise Unavailable("this project has installed none before")
        return Engine(command, toolchain.engine, "installed by this project before")

    def downloaded(self) -> Engine:
        """Install the pinned engine with Pulumi's installer, where the network lets it through."""
        toolchain = self._pinned()
        final = self.cache.engine(toolchain.engine)
        with (
            self.cache.making(final) as folder,
            self.report.step(f"Downloading Pulumi v{toolchain.engine}"),
        ):
            arguments = (str(CONNECT_SECONDS), str(folder), str(toolchain.engine))
            ended = self.run(
                [sys.executable, "-c", INSTALLER, *arguments],
                environment=self.environment,
                seconds=DOWNLOAD_SECONDS,
            )
            if ended.code:
                late = f"it took over {DOWNLOAD_SECONDS} s" if ended.code == TIMED_OUT else ""
                raise Unavailable(f"Pulumi's installer failed: {late or ended.tail()}")
            self._checked(folder / "bin" / "pulumi", "")
        why = "downloaded with Pulumi's installer, since none was here"
        return Engine(final / "bin" / "pulumi", toolchain.engine, why)

    def built(self) -> Engine:
        """Build the pinned engine from source."""
        toolchain = self._pinned()
        final = self.cache.engine(toolchain.engine)
        go = find_go(toolchain, self.cache, self.environment, self.run, self.report)
        self.report.say(f"No engine here and none to download: building one with {go.why}.")
        with self.cache.making(final) as folder:
            target = folder / "bin" / "pulumi"
            target.parent.mkdir()
            build(toolchain, go, target, self.environment, self.run, self.report)
            self._checked(target, "")
        why = f"built from source with {go.why}"
        return Engine(final / "bin" / "pulumi", toolchain.engine, why)

    def _pinned(self) -> Toolchain:
        if self.toolchain is None:
            raise Unavailable("the folder `toolchain` of the project, which pins one, is not here")
        return self.toolchain

    def _checked(self, command: Path, why: str) -> Engine:
        """Return an engine that answers with its version."""
        variables = {**self.environment, "PULUMI_SKIP_UPDATE_CHECK": "true"}
        ended = self.run([str(command), "version"], environment=variables, seconds=60)
        version = parse(ended.lines[0]) if ended.lines and not ended.code else None
        if version is None:
            raise Unavailable(f"{command} does not answer with a version: {ended.tail()}")
        return Engine(command, version, why)


def _nothing(reasons: tuple[str, ...]) -> Problem:
    return Problem(
        code="AUR-200",
        message=f"There is no Pulumi engine, and none can be had: {'; '.join(reasons)}.",
        remedy=(
            "one of these: install Pulumi and put `pulumi` on PATH; let this machine reach "
            "Pulumi's download site; let it reach a Go module proxy (GOPROXY) and, where there is "
            "no new Go on PATH, a Python package index; or copy the cache folder of a machine of "
            f"the same kind and name it in {VARIABLE}"
        ),
    )
