"""Zero-ETL integrations."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TYPE = "aws:rds/integration:Integration"


def test_integration_lives(resource: Callable[..., Any], sent: Any) -> None:
    cluster = resource("aws:rds/cluster:Cluster")
    arn = cluster.up(
        clusterIdentifier="streamed",
        engine="aurora-postgresql",
        engineMode="provisioned",
        masterUsername="keeper",
        masterPassword="not-a-real-word",
        skipFinalSnapshot=True,
    )["arn"]
    integration = resource(TYPE)
    base = {
        "sourceArn": arn,
        "targetArn": "arn:aws:redshift-serverless:us-east-1:123456789012:namespace/warehouse",
    }
    sent.clear()

    state = integration.up(**base, integrationName="orders", tags={"a": "1"})

    assert sent.writes == ["CreateIntegration"]
    assert integration.id == state["arn"]
    assert state["arn"] == (
        f"arn:aws:rds:us-east-1:123456789012:integration:{state['integrationIdentifier']}"
    )
    assert state["tagsAll"] == {"a": "1"}
    assert integration.refresh() == state
    sent.clear()

    state = integration.up(**base, integrationName="sales", tags={"a": "1"})

    assert sent.of("ModifyIntegration") == {
        "IntegrationIdentifier": integration.id,
        "IntegrationName": "sales",
    }
    assert state["integrationName"] == "sales"
    integration.down()
    assert integration.refresh() is None
    cluster.down()
