"""How configuration arrives, and how everything that is wrong with it is told."""

from __future__ import annotations

import json

import pytest

from aurora.errors import BadInput
from aurora.settings import DevelopmentSettings, GlobalSettings, ProductionSettings, load, load_file

from .conftest import STACKS, changed

HEAD = "config:\n  aurora:environment: production\n  aurora:application: shop\n"


def refused(config: dict[str, object]) -> list[str]:
    with pytest.raises(BadInput) as caught:
        load(config, stack="test")
    assert caught.value.exit_code == 2
    return [str(problem) for problem in caught.value.problems]


def config(kind: str, **changes: object) -> dict[str, object]:
    return {f"aurora:{key}": value for key, value in changed(kind, changes).items()}


@pytest.mark.parametrize(
    ("kind", "model"),
    [
        ("production", ProductionSettings),
        ("development", DevelopmentSettings),
        ("global", GlobalSettings),
    ],
)
def test_kind_chooses_the_model(kind, model):
    loaded = load(config(kind), stack="test")
    assert type(loaded.settings) is model
    assert loaded.stack == "test"


@pytest.mark.parametrize("kind", STACKS)
def test_texts_of_the_engine_and_values_of_a_file_mean_the_same(kind):
    plain = config(kind, dataApi=True) if kind != "global" else config(kind)
    texts = {
        key: value if isinstance(value, str) else json.dumps(value) for key, value in plain.items()
    }
    assert load(texts, stack="test").settings == load(plain, stack="test").settings


def test_keys_without_a_namespace_are_ours_and_others_are_not():
    loaded = load(changed("production", {}) | {"aws:region": "mars"}, stack="test")
    assert loaded.settings.application == "shop"


def test_empty_defaults_of_the_project_are_as_good_as_nothing():
    empty = {
        "aurora:origin": "",
        "aurora:regions": "{}",
        "aurora:autoscaling": "{}",
        "aurora:acknowledge": "[]",
        "aurora:dataApi": "false",
        "aurora:restore": None,
    }
    assert load(config("production") | empty, stack="t") == load(config("production"), stack="t")


def test_near_miss_of_the_namespace_is_told():
    assert "write aurora:backup" in refused(config("production") | {"arora:backup": "{}"})[0]


def test_all_faults_are_told_at_once():
    told = refused(
        config(
            "production",
            **{
                "backup.retentionDay": 7,
                "engine.version": 16.11,
                "monitoring.interval": "60",
                "network.cidr": "10.0.0.0/33",
                "readers.count": 99,
                "writer": 7,
                "colour": "blue",
            },
        )
    )
    assert {problem.split()[0] for problem in told} == {"AUR-001", "AUR-003", "AUR-005", "AUR-063"}
    assert len(told) == 7


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"backup.retentionDay": 7}, ["AUR-001", "aurora:backup.retentionDay", "'retentionDays'?"]),
        ({"retentionDays": 7}, ["AUR-001", "belongs to aurora:backup.retentionDays"]),
        ({"origin": "us-east-1"}, ["AUR-001", "aurora:environment: global"]),
        ({"colour": "blue"}, ["AUR-001", "take it out", "allowed: ", "maintenance"]),
        ({"backup.retention_days": 7}, ["AUR-001", "'retentionDays'?"]),
        ({"backup.retentionDays": "14"}, ["AUR-003", "'14' is a text", "without quotes"]),
        ({"backup.retentionDays": "fourteen"}, ["AUR-003", "a whole number"]),
        ({"backup.retentionDays": 1.5}, ["AUR-003", "1.5", "a whole number"]),
        ({"backup.retentionDays": True}, ["AUR-003", "true is true or false", "a whole number"]),
        ({"backup.retentionDays": None}, ["AUR-003", "nothing"]),
        ({"backup": 7}, ["AUR-003", "a mapping"]),
        ({"backup": "soon"}, ["AUR-003", "a mapping"]),
        ({"engine.version": 16.1}, ["AUR-003", "quotes", "16.10"]),
        ({"protection.protect": "yes"}, ["AUR-003", "true or false"]),
        ({"logs.exports": "audit"}, ["AUR-003", "a list"]),
        ({"logs.exports": [1]}, ["AUR-003", "exports[0]", "a text"]),
        ({"tags": {"cost": 7}}, ["AUR-003", "aurora:tags.cost", "a text"]),
        ({"engine.parameters": {"a": [1]}}, ["AUR-003", "aurora:engine.parameters.a", "a number"]),
        ({"engine.upgrades": "pined"}, ["AUR-004", "pinned or floor", "'pinned'?"]),
        ({"engine.type": "mysql"}, ["AUR-014", "aurora-mysql"]),
        ({"backup.retentionDays": 36}, ["AUR-005", "36", "1 to 35 days"]),
        ({"alarms.cpuPercent": 0}, ["AUR-005", "more than 0, at most 100 percent"]),
        ({"alarms.periodSeconds": 90}, ["AUR-005", "steps of 60"]),
        ({"alarms.evaluationPeriods": 0}, ["AUR-005", "1 or more"]),
        ({"database.port": 80}, ["AUR-005", "1150 to 65535"]),
        ({"engineMode": "serverless"}, ["AUR-014", "Serverless", "db.serverless"]),
        ({"secondaryRegions": ["eu-west-1"]}, ["AUR-014", "aurora:regions"]),
    ],
)
def test_fault_is_told_with_path_allowed_and_remedy(changes, words):
    told = "\n".join(refused(config("production", **changes)))
    assert all(word in told for word in words), told


def test_missing_keys_are_told_with_an_example():
    told = refused({"aurora:environment": "production"})
    assert any("'application' is missing" in line and "ecommerce" in line for line in told)
    assert {line.split()[1].rstrip(":") for line in told} >= {
        "aurora:application",
        "aurora:region",
        "aurora:engine",
        "aurora:database",
        "aurora:network",
        "aurora:writer",
        "aurora:readers",
    }


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, ["AUR-010", "missing", "global, production, development"]),
        ({"aurora:environment": "prod"}, ["'production'?"]),
        ({"aurora:environment": "globl"}, ["'global'?"]),
        ({"aurora:environment": "{}"}, ["AUR-010"]),
        ({"aurora:environment": 7}, ["7 is no kind"]),
    ],
)
def test_environment_is_needed_first(given, words):
    told = "\n".join(refused(given))
    assert all(word in told for word in words), told


def test_secrets_are_refused_and_never_repeated():
    told = "\n".join(
        refused(
            config("production")
            | {
                "aurora:masterPassword": "hunter2",
                "aurora:database": {
                    "name": "d",
                    "username": "u",
                    "password": "hunter2",
                    "credentials": "hunter2",
                },
                "aurora:tags": {"secure": "v1:hunter2"},
            }
        )
    )
    assert "hunter2" not in told
    assert "AUR-012" in told


def test_broken_and_doubled_json_are_told():
    told = refused(
        config("production")
        | {"aurora:backup": '{"retentionDays": 7,}', "aurora:tags": '{"a": "1", "a": "2"}'}
    )
    assert [line.split()[0] for line in told] == ["AUR-011", "AUR-008"]


def test_acknowledged_warnings_are_silent():
    noisy = config("production", **{"engine.version": "14.6"})
    assert [problem.code for problem in load(noisy, stack="t").warnings] == ["AUR-024"]
    assert load(noisy | {"aurora:acknowledge": ["AUR-024"]}, stack="t").warnings == ()


def test_acknowledging_does_not_make_a_refusal_a_warning():
    refused(config("production", region="mars", acknowledge=["AUR-061"]))


def test_lines_of_the_file_are_told(tmp_path):
    path = tmp_path / "Pulumi.prod.yaml"
    path.write_text(
        HEAD
        + """  aurora:region: us-east-1
  aurora:engine: {type: aurora-postgresql, version: "16.11"}
  aurora:database:
    name: shop
    username: shop_admin
  aurora:network:
    cidr: 10.0.0.0/16
    allowedCidrs:
      - 10.0.0.0/16
      - 10.0.0.0/16
  aurora:writer: {class: db.r6g.large}
  aurora:readers:
    clas: db.r6g.large
  aurora:backup:
    retentionDays: 0
""",
        encoding="utf-8",
    )
    with pytest.raises(BadInput) as caught:
        load_file(path)
    where = [problem.where for problem in caught.value.problems]
    assert where == [
        "Pulumi.prod.yaml:13: aurora:network.allowedCidrs[1]",
        "Pulumi.prod.yaml:15: aurora:readers.class",
        "Pulumi.prod.yaml:16: aurora:readers.clas",
        "Pulumi.prod.yaml:18: aurora:backup.retentionDays",
    ]
    with pytest.raises(BadInput) as by_program:
        load(config("production", **{"backup.retentionDays": 0}), stack="prod", file=path)
    assert "Pulumi.prod.yaml:18" in str(by_program.value)


def test_a_file_that_is_not_there_only_costs_the_lines(tmp_path):
    loaded = load(config("production"), stack="test", file=tmp_path / "Pulumi.test.yaml")
    assert loaded.warnings == ()
