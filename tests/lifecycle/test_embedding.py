"""Programs of others: a service that lends databases, components alone, plain pulumi."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.lifecycle.estate import ROOT, Estate

pytestmark = [pytest.mark.lifecycle, pytest.mark.xdist_group("development")]

SERVICE = '''
"""A service that gives a tenant a database on request and takes it away again."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from aurora.engine import Environment

root, variables, base = Path(sys.argv[1]), json.loads(sys.argv[2]), json.loads(sys.argv[3])


def tenant(name):
    config = {**base, "aurora:application": name}
    return Environment(f"tenant-{name}", root, variables=variables, config=config)


with ThreadPoolExecutor(2) as pool:
    made = list(pool.map(lambda name: tenant(name).up(), ("acme", "globex")))
    print(json.dumps([result.outputs["clusterIdentifier"] for result in made]))
    if sys.argv[4] == "and-back":
        list(pool.map(lambda name: tenant(name).destroy(), ("acme", "globex")))
'''

COMPONENTS = '''
"""A program that uses one component, without our stack files."""

import pulumi

from components import EncryptionKey, EncryptionKeyArgs

key = EncryptionKey("orders", EncryptionKeyArgs(region="eu-west-1"))
pulumi.export("keyArn", key.arn)
'''


def test_a_service_lends_databases_two_at_a_time(estate: Estate, tmp_path: Path) -> None:
    service = tmp_path / "service.py"
    service.write_text(SERVICE, encoding="utf-8")
    base = json.dumps(estate.config("dev"))
    arguments = [str(estate.root), json.dumps(dict(estate.variables)), base]
    done = subprocess.run(
        [sys.executable, service, *arguments, "and-back"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names = json.loads(done.stdout)
    assert len(set(names)) == 2
    assert {name.split("-")[0] for name in names} == {"acme", "globex"}
    assert estate.aws("rds").describe_db_clusters()["DBClusters"] == []


def pulumi(estate: Estate, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["pulumi", *arguments, "--non-interactive", "--color", "never"],
        cwd=folder,
        env={"HOME": os.environ.get("HOME", "/"), **estate.variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_components_work_in_any_program(estate: Estate, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text(
        textwrap.dedent(
            f"""
            name: orders
            runtime: {{name: python, options: {{virtualenv: {ROOT / ".venv"}}}}}
            """
        ),
        encoding="utf-8",
    )
    (tmp_path / "__main__.py").write_text(COMPONENTS, encoding="utf-8")
    assert pulumi(estate, tmp_path, "stack", "init", "dev").returncode == 0
    done = pulumi(estate, tmp_path, "up", "--yes", "--skip-preview")
    assert done.returncode == 0, done.stdout + done.stderr
    keys = estate.aws("kms", "eu-west-1").list_keys()["Keys"]
    states = [
        estate.aws("kms", "eu-west-1").get_key_rotation_status(KeyId=key["KeyId"]) for key in keys
    ]
    assert any(state["KeyRotationEnabled"] for state in states)
    assert pulumi(estate, tmp_path, "destroy", "--yes", "--skip-preview").returncode == 0


def test_plain_pulumi_runs_the_project(estate: Estate) -> None:
    assert pulumi(estate, estate.root, "stack", "init", "dev").returncode == 0
    pack = ("--policy-pack", str(ROOT / "policies"))
    done = pulumi(estate, estate.root, "up", "-s", "dev", "--yes", "--skip-preview", *pack)
    assert done.returncode == 0, done.stdout + done.stderr
    clusters = estate.aws("rds").describe_db_clusters()["DBClusters"]
    assert [cluster["DBClusterIdentifier"] for cluster in clusters] == ["ecommerce-dev-us-east-1"]
    done = pulumi(estate, estate.root, "preview", "-s", "dev", "--expect-no-changes")
    assert done.returncode == 0, done.stdout + done.stderr
    done = pulumi(estate, estate.root, "destroy", "-s", "dev", "--yes", "--skip-preview")
    assert done.returncode == 0, done.stdout + done.stderr
    assert estate.aws("rds").describe_db_clusters()["DBClusters"] == []
