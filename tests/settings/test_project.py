"""Pulumi.yaml, the stack files, the schema and the codes agree with the models."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from aurora.errors.codes import codes
from aurora.settings import KINDS, load_file
from aurora.settings.guide import entries
from aurora.settings.rules import all_rules
from aurora.settings.schema import stack_schema, text

ROOT = Path(__file__).parents[2]
STACK_FILES = sorted(ROOT.glob("Pulumi.*.yaml"))
EXAMPLES = sorted((ROOT / "examples").glob("Pulumi.*.yaml"))
PROJECT = yaml.safe_load((ROOT / "Pulumi.yaml").read_text(encoding="utf-8"))

REFERENCE: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("reference.yaml").read_text(encoding="utf-8")
)
"""By stack, values that its file must have: the reference configuration."""

EMPTY = {"object": {}, "array": [], "string": "", "boolean": False}


def top_level() -> dict[str, set[str]]:
    """Return the kinds of stack that have each top-level key."""
    found: dict[str, set[str]] = {}
    for kind in KINDS:
        for entry in entries(kind):
            if len(entry.path) == 1:
                found.setdefault(entry.path[0], set()).add(kind)
    return found


def expected_type(key: str) -> str:
    for kind in KINDS:
        for entry in entries(kind):
            if entry.path == (key,):
                if entry.section or "Mapping" in str(entry.field.annotation):
                    return "object"
                names = {bool: "boolean", str: "string"}
                if "tuple" in str(entry.field.annotation):
                    return "array"
                return names.get(entry.field.annotation, "string")
    raise AssertionError(key)


def test_project_declares_every_key_with_its_type():
    assert set(PROJECT["config"]) == set(top_level())
    for key, declared in PROJECT["config"].items():
        assert declared["type"] == expected_type(key), key
        assert declared["description"], key


def test_only_what_every_stack_needs_is_required_of_all():
    required = {key for key, declared in PROJECT["config"].items() if "default" not in declared}
    assert required == {"environment", "application", "engine", "database"}
    for key, declared in PROJECT["config"].items():
        if key not in required:
            assert declared["default"] == EMPTY[declared["type"]], key


def test_runtime_is_plain_pulumi_with_uv():
    assert PROJECT["name"] == "aurora"
    assert PROJECT["runtime"] == {
        "name": "python",
        "options": {"toolchain": "uv", "virtualenv": ".venv"},
    }


@pytest.mark.parametrize("path", [*STACK_FILES, *EXAMPLES], ids=lambda path: path.name)
def test_stack_files_are_taken_without_a_word(path):
    assert load_file(path).warnings == ()
    jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), stack_schema())
    first = path.read_text(encoding="utf-8").splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / schema).resolve() == ROOT / "docs" / "stack.schema.json"


def test_there_are_three_stacks_and_the_other_shapes():
    assert [path.name for path in STACK_FILES] == [
        "Pulumi.dev.yaml",
        "Pulumi.global.yaml",
        "Pulumi.prod.yaml",
    ]
    assert len(EXAMPLES) >= 6


def at(document: Any, path: str) -> Any:
    """Return what stands at a dotted path of a document."""
    for part in path.split("."):
        document = document[part]
    return document


@pytest.mark.parametrize("name", REFERENCE)
def test_stack_has_the_values_of_the_reference(name):
    settings = load_file(ROOT / f"Pulumi.{name}.yaml").settings.model_dump(
        mode="json", by_alias=True
    )
    assert {path: at(settings, path) for path in REFERENCE[name]} == REFERENCE[name]


def test_global_stack_has_two_further_regions_of_two_readers():
    regions = load_file(ROOT / "Pulumi.global.yaml").settings.model_dump(by_alias=True)["regions"]
    others = [member for region, member in regions.items() if region != "us-east-1"]
    assert [(m["writer"], m["readers"]["class"], m["readers"]["count"]) for m in others] == [
        (None, "db.r6g.xlarge", 2)
    ] * 2


def test_schema_is_current():
    kept = (ROOT / "docs" / "stack.schema.json").read_text(encoding="utf-8")
    assert kept == text(), (
        "write it anew: python -m aurora.settings.schema > docs/stack.schema.json"
    )


def test_schema_refuses_what_the_models_refuse():
    schema = stack_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    document = yaml.safe_load((ROOT / "Pulumi.prod.yaml").read_text(encoding="utf-8"))
    for key, value in (
        ("aurora:backup", {"retentionDays": 36}),
        ("aurora:backup", {"retentionDay": 7}),
        ("aurora:colour", "blue"),
        ("aurora:origin", "us-east-1"),
        ("aurora:engine", {"type": "mysql", "version": "8"}),
    ):
        wrong = {"config": document["config"] | {key: value}}
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)


def test_schema_says_what_a_change_does():
    kept = json.dumps(stack_schema())
    for word in ("REPLACES THE DATABASE", "restarts instances", "in place", "Unit: days"):
        assert word in kept


def test_every_code_is_explained_and_every_explanation_used():
    used = {
        code
        for path in (ROOT / "aurora" / "settings").rglob("*.py")
        for code in re.findall(r'code="(AUR-\d{3})"', path.read_text(encoding="utf-8"))
    }
    told = {code for code in codes() if 1 <= int(code[4:]) <= 99}
    assert used == told
    assert {rule.code for rule in all_rules()} <= used


def test_settings_and_catalogue_look_at_nothing_outside():
    banned = {"os", "socket", "time", "random", "secrets", "uuid", "urllib", "http", "subprocess"}
    banned |= {"boto3", "botocore", "pulumi", "pulumi_aws", "requests"}
    for folder in ("settings", "catalogue"):
        for path in (ROOT / "aurora" / folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            for node in ast.walk(tree):
                names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom):
                    names.append(node.module or "")
                assert not {name.split(".")[0] for name in names} & banned, path
                clock = isinstance(node, ast.Attribute) and node.attr in ("now", "utcnow", "today")
                assert not clock, f"{path}: reads a clock"
