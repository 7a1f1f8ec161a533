"""Stack files that cannot be read."""

from __future__ import annotations

import pytest

from aurora.errors import BadInput
from aurora.settings import load_file


def refused(path) -> str:
    with pytest.raises(BadInput) as caught:
        load_file(path)
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_missing_file_names_those_that_are_there(tmp_path):
    (tmp_path / "Pulumi.prod.yaml").touch()
    told = refused(tmp_path / "Pulumi.prd.yaml")
    assert "AUR-009" in told
    assert "did you mean Pulumi.prod.yaml?" in told
    assert "examples/" in refused(tmp_path / "none" / "Pulumi.x.yaml")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("config:\n  a: [1\n", ["AUR-007", "Pulumi.x.yaml:"]),
        ("config:\n\ta: 1\n", ["AUR-007", "Pulumi.x.yaml:2"]),
        ("- a\n", ["AUR-007", "no YAML mapping"]),
        ("", ["AUR-009", "`config`"]),
        ("config: 7\n", ["AUR-009", "`config`"]),
        ("environment: [a]\n", ["AUR-009"]),
        ("config:\n  a: !!timestamp 2026-13-45\n", ["AUR-007"]),
        ("config:\n  a: &x [*x]\n", ["AUR-"]),
        (
            "config:\n  aurora:regions:\n    us-east-1: {}\n    us-east-1: {}\n",
            ["AUR-008", "Pulumi.x.yaml:4", "us-east-1", "twice"],
        ),
    ],
)
def test_unreadable_text_is_told_with_its_line(tmp_path, text, words):
    path = tmp_path / "Pulumi.x.yaml"
    path.write_text(text, encoding="utf-8")
    told = refused(path)
    assert all(word in told for word in words), told


def test_what_is_no_text_is_told(tmp_path):
    path = tmp_path / "Pulumi.x.yaml"
    path.write_bytes(b"\xff\xfe\x00config")
    assert "UTF-8" in refused(path)
    assert "AUR-009" in refused(tmp_path)


def test_dates_are_texts_and_whole_floats_are_whole(tmp_path):
    path = tmp_path / "Pulumi.x.yaml"
    path.write_text(
        """config:
  aurora:environment: development
  aurora:application: shop
  aurora:region: us-east-1
  aurora:engine: {type: aurora-postgresql, version: "17.9"}
  aurora:database: {name: d, username: u}
  aurora:network: {cidr: 10.0.0.0/16, allowedCidrs: [10.0.0.0/16]}
  aurora:serverless: {minAcu: 1.0, maxAcu: 4}
  aurora:backup: {retentionDays: 3.0}
  aurora:restore: {cluster: c, time: 2026-11-01T03:00:00Z}
""",
        encoding="utf-8",
    )
    settings = load_file(path).settings.model_dump()
    assert settings["backup"]["retention_days"] == 3
    assert settings["restore"]["time"] == "2026-11-01T03:00:00Z"
