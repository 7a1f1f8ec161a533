from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from aurora.engine.workspace import Workspace
from aurora.errors import BadInput

PROJECT = """\
name: aurora
runtime: {name: python, options: {toolchain: uv, virtualenv: .venv}}
config: {backup: {type: object, default: {}}}
"""
STACK = """\
encryptionsalt: of-the-account
config:
  aurora:environment: development
  aurora:protection: {deletionProtection: true, finalSnapshot: true}
"""


def read(file: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(file.read_text())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "Pulumi.yaml").write_text(PROJECT)
    (tmp_path / "Pulumi.dev.yaml").write_text(STACK)
    return tmp_path


def test_a_copy_leads_to_the_program_from_where_it_lies(project: Path) -> None:
    workspace = Workspace.of(project, "dev", generated=True)
    workspace.write(None)
    copy = read(workspace.folder / "Pulumi.yaml")
    assert workspace.folder == project / ".aurora" / "work" / "dev"
    assert copy["main"] == str(project)
    assert copy["runtime"]["options"] == {"toolchain": "pip", "virtualenv": sys.prefix}
    assert copy["config"] == {"backup": {"type": "object", "default": {}}}


def test_a_copy_has_the_environment_of_the_project_where_it_has_one(project: Path) -> None:
    python = project / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    workspace = Workspace.of(project, "dev", generated=True)
    workspace.write(None)
    options = read(workspace.folder / "Pulumi.yaml")["runtime"]["options"]
    assert options["virtualenv"] == str(project / ".venv")


def test_a_copy_has_a_salt_of_its_own_and_keeps_it(project: Path) -> None:
    workspace = Workspace.of(project, "dev", generated=True)
    workspace.write(None)
    assert set(read(workspace.stack_file)) == {"config"}
    workspace.stack_file.write_text("encryptionsalt: of-the-copy\nconfig: {old: 1}\n")
    workspace.write(None)
    assert read(workspace.stack_file) == {
        "encryptionsalt": "of-the-copy",
        "config": read(project / "Pulumi.dev.yaml")["config"],
    }


def test_the_project_itself_is_not_written(project: Path) -> None:
    before = {path: path.read_text() for path in project.iterdir()}
    Workspace.of(project, "dev", generated=False).write(None)
    assert {path: path.read_text() for path in project.iterdir()} == before


def test_a_configuration_needs_no_stack_file_and_is_remembered(project: Path) -> None:
    workspace = Workspace.of(project, "tenant-1", generated=True)
    workspace.write({"aurora:environment": "development"})
    workspace.write(None)
    assert read(workspace.stack_file)["config"] == {"aurora:environment": "development"}


def test_a_variant_changes_what_it_names_only(project: Path) -> None:
    workspace = Workspace.of(project, "dev", generated=False)
    file = workspace.variant("free", {"aurora:protection": {"deletionProtection": False}})
    assert read(file) == {
        "encryptionsalt": "of-the-account",
        "config": {
            "aurora:environment": "development",
            "aurora:protection": {"deletionProtection": False, "finalSnapshot": True},
        },
    }
    assert file.parent == project / ".aurora" / "work" / "dev"


def test_removed_it_leaves_the_project_as_it_was(project: Path) -> None:
    workspace = Workspace.of(project, "dev", generated=True)
    workspace.write(None)
    workspace.remove()
    assert not workspace.folder.exists()
    assert (project / "Pulumi.dev.yaml").read_text() == STACK


@pytest.mark.parametrize("name", ["", "../dev", "a b", "-x", "x" * 101])
def test_a_name_that_is_none_is_refused(project: Path, name: str) -> None:
    with pytest.raises(BadInput) as error:
        Workspace.of(project, name, generated=True)
    assert error.value.problems[0].code == "AUR-220"


def test_a_folder_without_a_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as error:
        Workspace.of(tmp_path, "dev", generated=True)
    assert error.value.problems[0].code == "AUR-221"


def test_a_missing_stack_file_is_refused_with_those_there_are(project: Path) -> None:
    with pytest.raises(BadInput, match=r"Pulumi\.dev\.yaml"):
        Workspace.of(project, "dve", generated=True).write(None)


def test_an_encrypted_value_cannot_be_copied(project: Path) -> None:
    (project / "Pulumi.dev.yaml").write_text("config: {other:token: {secure: v1:abc}}\n")
    with pytest.raises(BadInput) as error:
        Workspace.of(project, "dev", generated=True).write(None)
    assert error.value.problems[0].code == "AUR-223"
    Workspace.of(project, "dev", generated=False).write(None)
