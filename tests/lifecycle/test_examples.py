"""Each stack file of examples/ comes up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aurora.settings.stackfile import StackFile
from tests.lifecycle.estate import ROOT, Estate

pytestmark = pytest.mark.lifecycle
EXAMPLES = sorted((ROOT / "examples").glob("Pulumi.*.yaml"))


def given(file: Path, estate: Estate) -> dict[str, Any]:
    """Return an example's configuration; what it is restored from exists."""
    config = dict(StackFile.read(file).config)
    restore = config.get("aurora:restore")
    if isinstance(restore, dict):
        rds = estate.aws("rds", str(config["aurora:region"]))
        if restore["cluster"] not in {
            cluster["DBClusterIdentifier"] for cluster in rds.describe_db_clusters()["DBClusters"]
        }:
            rds.create_db_cluster(
                DBClusterIdentifier=restore["cluster"],
                Engine="aurora-mysql",
                EngineVersion="8.0.mysql_aurora.3.10.3",
                MasterUsername="ecommerce_admin",
                ManageMasterUserPassword=True,
                StorageEncrypted=True,
            )
        # The source was made just now: it cannot be restored to the day that the example names.
        config["aurora:restore"] = {k: v for k, v in restore.items() if k != "time"}
    return config


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name.split(".")[1])
def test_it_comes_up(file: Path, estate: Estate) -> None:
    stack = file.name.removeprefix("Pulumi.").removesuffix(".yaml")
    result = estate.environment(stack, given(file, estate)).up()
    assert result.outputs["regions"]
    for region, outputs in result.outputs["regions"].items():
        clusters = estate.aws("rds", region).describe_db_clusters()["DBClusters"]
        endpoints = {cluster["Endpoint"]: cluster for cluster in clusters}
        assert endpoints[outputs["writerEndpoint"]]["Status"] == "available"
