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

pytestmark = pytest.mark.lifecycle

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
"""A program that uses components, without our stack files."""

import pulumi

import components as c

REGION = "eu-west-1"
network = c.Network(
    "orders-network",
    c.NetworkArgs(region=REGION, port=5432, cidr="10.9.0.0/16", zones=("a", "b", "c")),
)
key = c.EncryptionKey(
    "orders-key",
    c.EncryptionKeyArgs(region=REGION, account_id=network.account_id, protect=False),
)
cluster = c.Cluster(
    "orders",
    c.ClusterArgs(
        region=REGION,
        identifier="orders",
        engine="aurora-postgresql",
        engine_version="17.5",
        port=5432,
        subnet_group_name=network.subnet_group_name,
        security_group_ids=[network.security_group_id],
        key_arn=key.arn,
        credentials=c.ManagedCredentials(username="boss", key_arn=key.arn),
        instances={"1": c.Instance(class_="db.r6g.large")},
        protection=c.Protection(deletion_protection=False, protect=False),
        backups=c.Backups(final_snapshot=False),
    ),
)
pulumi.export("writer", cluster.endpoint)
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
    rds = estate.aws("rds", "eu-west-1")
    (cluster,) = rds.describe_db_clusters()["DBClusters"]
    assert (cluster["DBClusterIdentifier"], cluster["StorageEncrypted"]) == ("orders", True)
    assert cluster["MasterUserSecret"]["SecretStatus"] == "active"
    done = pulumi(estate, tmp_path, "destroy", "--yes", "--skip-preview")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rds.describe_db_clusters()["DBClusters"] == []


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
