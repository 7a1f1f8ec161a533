"""Where engines are kept: outside every checkout, so that a second clone finds them.

Several processes may install at once, and one may be killed in the middle: what is not finished
has another name, and only one process at a time makes anything.
"""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout
from packaging.version import Version
from platformdirs import user_cache_path

from aurora.engine.progress import Progress

__all__ = ["VARIABLE", "Cache"]

VARIABLE: Final = "AURORA_CACHE"
"""Environment variable that names another folder."""

UNFINISHED: Final = "unfinished-"


@dataclass(frozen=True)
class Cache:
    """A folder of engines and of what builds them.

    Attributes:
        root: The folder. It need not exist.
    """

    root: Path

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> Cache:
        """Return the user's cache, or the one that `AURORA_CACHE` names."""
        given = environment.get(VARIABLE)
        return cls(Path(given).absolute() if given else user_cache_path("aurora-platform"))

    def engine(self, version: Version) -> Path:
        """Return where an engine is or would be; its command is `bin/pulumi` below."""
        machine = f"{platform.system()}-{platform.machine()}".lower()
        return self.root / f"pulumi-v{version}-{machine}"

    def go(self, lock: Path) -> Path:
        """Return where the Go toolchain of a requirements file is or would be."""
        return self.root / f"go-{lock.read_text(encoding='utf-8').split()[0].rpartition('=')[2]}"

    @contextmanager
    def alone(self, report: Progress) -> Generator[None]:
        """Wait until no other process installs, then hold them off; sweep what was left undone."""
        self.root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.root / ".lock")
        try:
            lock.acquire(timeout=0.2)
        except Timeout:
            report.say("Another process is installing the engine; waiting for it.")
            lock.acquire()
        try:
            for rest in self.root.glob(f"{UNFINISHED}*"):
                shutil.rmtree(rest, ignore_errors=True)
            yield
        finally:
            lock.release()

    @contextmanager
    def making(self, final: Path) -> Generator[Path]:
        """Give a folder to fill; it takes the final name in one step, or vanishes on an error."""
        unfinished = Path(tempfile.mkdtemp(dir=self.root, prefix=UNFINISHED))
        try:
            yield unfinished
            unfinished.chmod(0o755)
            if final.exists():
                shutil.rmtree(final)
            unfinished.replace(final)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
