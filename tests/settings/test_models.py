"""The models: frozen, documented, with defaults that fit the engine and the environment."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from pydantic import ValidationError

from aurora.settings import KINDS, load
from aurora.settings.guide import ANY, children, entries, stand_in
from aurora.settings.schema import sections
from aurora.settings.section import Section, about

from .conftest import changed


def settings(kind: str, **changes: object):
    return load(changed(kind, changes), stack="test").settings


def test_settings_cannot_be_changed():
    found = settings("global", tags={"a": "b"})
    with pytest.raises(ValidationError):
        found.application = "other"
    with pytest.raises(TypeError):
        found.tags["a"] = "c"
    with pytest.raises(TypeError):
        found.regions["eu-west-1"] = None
    with pytest.raises(TypeError):
        settings("global").engine.parameters["a"] = 1


@pytest.mark.parametrize("model", sections()[1:], ids=lambda model: model.__name__)
def test_every_field_is_documented(model):
    assert model.__doc__
    assert model.__doc__ != Section.__doc__
    for name, field in children(model).items():
        entry = about(field)
        assert entry.meaning.endswith("."), name
        assert entry.change, name
        if "Days" in name or "Seconds" in name or "Milliseconds" in name or "Percent" in name:
            assert entry.unit, name


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_has_a_link_or_is_ours(kind):
    bare = [
        ".".join(entry.path)
        for entry in entries(kind)
        if entry.section is None and not entry.about.link
    ]
    own = {"application", "environment", "acknowledge", "database.iamAuthentication"}
    assert set(bare) <= own | {
        f"protection.{key}" for key in ("deletionProtection", "protect", "finalSnapshot")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_is_taken(kind):
    """A file made of the examples of required fields, and of one more, has no fault of form."""
    top = {entry.path[0]: entry for entry in entries(kind) if len(entry.path) == 1}
    base = {name: stand_in(entry) for name, entry in top.items() if entry.field.is_required()}
    for entry in entries(kind):
        if entry.section is None:
            whole = put(copy.deepcopy(base), entry.path, stand_in(entry), top)
            KINDS[kind].model_validate(whole, by_alias=True, by_name=False)


def put(whole: dict[str, Any], path: tuple[str, ...], value: object, top: dict) -> dict[str, Any]:
    """Return a file with a value at a path, and stand-ins around it."""
    if len(path) > 1 and path[0] not in whole:
        whole[path[0]] = stand_in(top[path[0]])
    node: Any = whole
    for part in path[:-1]:
        node = node.setdefault("us-east-1" if part == ANY else part, {})
        if part in ("writer", "readers"):
            node.setdefault("class", "db.r6g.large")
        if part == "autoscaling":
            node |= {"minReaders": 1, "maxReaders": 2}
        if part == "serverless":
            node |= {"minAcu": 1, "maxAcu": 2}
    node[path[-1]] = value
    return whole


def test_defaults_follow_from_the_engine():
    mysql = settings("production", mysql=True)
    postgres = settings("production")
    assert (mysql.database.port, postgres.database.port) == (3306, 5432)
    assert mysql.logs.exports == ("audit", "error", "general", "slowquery")
    assert postgres.logs.exports == ("postgresql",)


def test_defaults_follow_from_the_environment():
    production, development, estate = map(settings, ("production", "development", "global"))
    assert [s.backup.retention_days for s in (production, development, estate)] == [7, 1, 14]
    assert [s.engine.upgrades for s in (production, development, estate)] == [
        "pinned",
        "floor",
        "pinned",
    ]
    assert [s.protection.protect for s in (production, development, estate)] == [True, False, True]
    assert [s.monitoring.insights_retention_days for s in (production, development, estate)] == [
        7,
        7,
        465,
    ]
    assert development.writer.class_ == "db.serverless"
    assert estate.database.credentials == "secret"
    assert estate.others == ("us-west-2",)


def test_given_values_are_never_overwritten():
    found = settings(
        "production",
        **{"database.port": 5433, "logs.exports": [], "monitoring.insightsRetentionDays": 31},
    )
    assert found.database.port == 5433
    assert found.logs.exports == ()
    assert found.monitoring.insights_retention_days == 31
