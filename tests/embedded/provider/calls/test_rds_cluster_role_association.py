"""Roles of a cluster, one feature each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

TYPE = "aws:rds/clusterRoleAssociation:ClusterRoleAssociation"
ROLE = "arn:aws:iam::123456789012:role/importer"


@pytest.fixture
def cluster(resource: Callable[..., Any], sent: Any) -> Iterator[Any]:
    """A cluster without roles."""
    made = resource("aws:rds/cluster:Cluster")
    made.up(
        clusterIdentifier="trusted",
        engine="aurora-postgresql",
        engineMode="provisioned",
        masterUsername="keeper",
        masterPassword="not-a-real-word",
        skipFinalSnapshot=True,
    )
    sent.clear()
    yield made
    made.down()


def test_role_is_added_read_imported_and_removed(
    resource: Callable[..., Any], cluster: Any, sent: Any
) -> None:
    association = resource(TYPE)

    state = association.up(dbClusterIdentifier=cluster.id, featureName="s3Import", roleArn=ROLE)

    assert association.id == f"trusted,{ROLE}"
    assert sent.of("AddRoleToDBCluster")["FeatureName"] == "s3Import"
    assert cluster.refresh()["iamRoles"] == [ROLE]
    assert association.refresh() == state
    assert resource(TYPE).imported(association.id) == {
        "dbClusterIdentifier": "trusted",
        "featureName": "s3Import",
        "roleArn": ROLE,
    }
    association.down()
    assert association.refresh() is None
    association.down()


@pytest.mark.parametrize("given", ["trusted", f"trusted,{ROLE},s3Import", f",{ROLE}"])
def test_malformed_import_id_finds_nothing(resource: Callable[..., Any], given: str) -> None:
    assert resource(TYPE).imported(given) is None
