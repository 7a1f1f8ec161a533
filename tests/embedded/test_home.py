"""The folder of the embedded AWS: everything in it, nothing of the user's."""

from __future__ import annotations

import os
import subprocess
import threading
from importlib.metadata import version
from pathlib import Path

import pytest

from aurora.embedded import home

ENDPOINT = "http://127.0.0.1:5610"


@pytest.fixture
def pulumi(tmp_path: Path) -> Path:
    """An engine that came without a language host."""
    place = tmp_path / "engine" / "pulumi"
    place.parent.mkdir()
    place.touch(0o755)
    return place


def scripts(root: Path) -> dict[str, Path]:
    plugins = root / ".aurora" / "home" / "plugins"
    return {file.name: file for file in plugins.glob("*/*") if not file.name.startswith(".")}


def test_the_provider_has_the_version_of_the_sdk(tmp_path, pulumi):
    home.prepare(tmp_path, pulumi)
    provider = scripts(tmp_path)["pulumi-resource-aws"]
    assert provider.parent.name == f"resource-aws-v{version('pulumi-aws')}"
    assert os.access(provider, os.X_OK)


def test_our_host_is_used_only_when_the_engine_brought_none(tmp_path, pulumi):
    home.prepare(tmp_path, pulumi)
    assert "pulumi-language-python" in scripts(tmp_path)
    (pulumi.parent / "pulumi-language-python").touch()
    home.prepare(tmp_path, pulumi)
    assert "pulumi-language-python" not in scripts(tmp_path)


def test_a_host_beside_what_a_link_points_to_counts(tmp_path, pulumi):
    (pulumi.parent / "pulumi-language-python").touch()
    link = tmp_path / "pulumi"
    link.symlink_to(pulumi)
    home.prepare(tmp_path, link)
    assert "pulumi-language-python" not in scripts(tmp_path)


def test_preparing_again_changes_nothing(tmp_path, pulumi):
    home.prepare(tmp_path, pulumi)
    before = {file: file.stat().st_mtime_ns for file in scripts(tmp_path).values()}
    home.prepare(tmp_path, pulumi)
    assert {file: file.stat().st_mtime_ns for file in scripts(tmp_path).values()} == before


def test_a_damaged_wrapper_is_mended(tmp_path, pulumi):
    home.prepare(tmp_path, pulumi)
    provider = scripts(tmp_path)["pulumi-resource-aws"]
    whole = provider.read_text()
    provider.write_text("#!/bin/sh\n")
    provider.chmod(0o644)
    home.prepare(tmp_path, pulumi)
    assert provider.read_text() == whole
    assert os.access(provider, os.X_OK)


def test_many_at_once_do_no_harm(tmp_path, pulumi):
    threads = [threading.Thread(target=home.prepare, args=(tmp_path, pulumi)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    plugins = tmp_path / ".aurora" / "home" / "plugins"
    files = [file for file in plugins.glob("*/*") if file.is_file()]
    assert sorted(file.name for file in files) == ["pulumi-language-python", "pulumi-resource-aws"]


def test_the_provider_starts_where_a_module_of_the_same_name_lies(tmp_path, pulumi):
    home.prepare(tmp_path, pulumi)
    (tmp_path / "aurora.py").write_text("raise SystemExit('the wrong one')\n")
    (tmp_path / "grpc.py").write_text("raise SystemExit('the wrong one')\n")
    provider = scripts(tmp_path)["pulumi-resource-aws"]
    process = subprocess.Popen(
        [provider], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout
    with process.stdout:
        port = process.stdout.readline().strip()
        process.terminate()
    process.wait()
    assert port.isdigit(), port


def test_variables_lead_nowhere_but_to_the_embedded_aws(tmp_path, pulumi):
    variables = home.variables(tmp_path, ENDPOINT, pulumi, {"PATH": "/usr/bin", "NO_PROXY": "x"})
    assert variables["AWS_ENDPOINT_URL"] == ENDPOINT
    assert variables["AWS_CONFIG_FILE"] == variables["AWS_SHARED_CREDENTIALS_FILE"] == os.devnull
    assert variables["AWS_EC2_METADATA_DISABLED"] == "true"
    assert variables["PULUMI_HOME"].startswith(str(tmp_path))
    assert variables["PULUMI_BACKEND_URL"] == (tmp_path / ".aurora" / "state").as_uri()
    assert variables["PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION"] == "true"
    assert variables["PULUMI_IGNORE_AMBIENT_PLUGINS"] == "true"
    assert variables["NO_PROXY"] == "x,127.0.0.1,localhost,::1"
    assert not set(home.CONFLICTING) & set(variables)


def test_a_root_given_from_here_holds_from_elsewhere(tmp_path, pulumi, monkeypatch):
    monkeypatch.chdir(tmp_path)
    here = home.variables(Path(), ENDPOINT, pulumi)
    assert here == home.variables(tmp_path, ENDPOINT, pulumi)


def test_the_engine_is_the_first_on_the_path_and_only_once(tmp_path, pulumi):
    engine = str(pulumi.parent)
    once = home.variables(tmp_path, ENDPOINT, pulumi, {"PATH": "/usr/bin:/bin"})
    assert once["PATH"] == f"{engine}:/usr/bin:/bin"
    assert home.variables(tmp_path, ENDPOINT, pulumi, once)["PATH"] == once["PATH"]
