"""Instances of a cluster: what create and update send, how a delete ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest

from aurora.embedded.provider.calls.contract import CallError

TYPE = "aws:rds/clusterInstance:ClusterInstance"
NUMBERS = count(1)


@pytest.fixture
def cluster(resource: Callable[..., Any], sent: Any) -> Iterator[Any]:
    """A cluster without instances."""
    made = resource("aws:rds/cluster:Cluster")
    made.up(
        clusterIdentifier=f"housing-{next(NUMBERS)}",
        engine="aurora-postgresql",
        engineMode="provisioned",
        masterUsername="keeper",
        masterPassword="not-a-real-word",
        skipFinalSnapshot=True,
    )
    sent.clear()
    yield made
    made.down()


@pytest.fixture
def base(cluster: Any) -> dict[str, Any]:
    """The inputs of an instance, as a check leaves them."""
    return {
        "identifier": f"{cluster.id}-1",
        "clusterIdentifier": cluster.id,
        "engine": "aurora-postgresql",
        "instanceClass": "db.r6g.large",
        "autoMinorVersionUpgrade": True,
        "applyImmediately": True,
    }


def test_create_sends_what_aws_would_choose_otherwise(
    resource: Callable[..., Any], base: dict[str, Any], sent: Any
) -> None:
    instance = resource(TYPE)

    state = instance.up(**base)

    assert sent.of("CreateDBInstance") == {
        "AutoMinorVersionUpgrade": True,
        "CopyTagsToSnapshot": False,
        "DBClusterIdentifier": base["clusterIdentifier"],
        "DBInstanceClass": "db.r6g.large",
        "DBInstanceIdentifier": base["identifier"],
        "Engine": "aurora-postgresql",
        "PromotionTier": 0,
        "PubliclyAccessible": False,
    }
    assert state["writer"] is True
    assert state["port"] == 5432
    assert state["endpoint"].startswith(f"{base['identifier']}.")
    instance.down()


def test_identifier_is_unique_when_none_is_given(
    resource: Callable[..., Any], base: dict[str, Any]
) -> None:
    del base["identifier"]
    generated, prefixed = resource(TYPE), resource(TYPE)

    one, other = generated.up(**base), prefixed.up(**base, identifierPrefix="reader-")

    assert one["identifier"].startswith("tf-20")
    assert one["identifierPrefix"] == "tf-"
    assert other["identifier"].startswith("reader-20")
    assert other["writer"] is False
    prefixed.down()
    generated.down()


@pytest.mark.parametrize(
    ("changes", "parameters"),
    [
        ({"publiclyAccessible": True}, {"PubliclyAccessible": True}),
        ({"promotionTier": 3.0}, {"PromotionTier": 3}),
        ({"instanceClass": "db.r6g.xlarge"}, {"DBInstanceClass": "db.r6g.xlarge"}),
        (
            {"performanceInsightsEnabled": True, "performanceInsightsRetentionPeriod": 31.0},
            {"EnablePerformanceInsights": True, "PerformanceInsightsRetentionPeriod": 31},
        ),
        ({"forceDestroy": True}, {}),
        ({"engineVersion": "99"}, {}),
    ],
)
def test_changes_go_out_in_one_modification(
    resource: Callable[..., Any],
    base: dict[str, Any],
    sent: Any,
    changes: dict[str, Any],
    parameters: dict[str, Any],
) -> None:
    instance = resource(TYPE)
    instance.up(**base)
    sent.clear()

    instance.up(**{**base, **changes})

    assert sent.writes == ["ModifyDBInstance"]
    assert sent.of("ModifyDBInstance") == {
        "ApplyImmediately": True,
        "DBInstanceIdentifier": base["identifier"],
        **parameters,
    }
    instance.down()


def test_monitoring_is_switched_off_by_its_interval(
    resource: Callable[..., Any], base: dict[str, Any], sent: Any
) -> None:
    role = "arn:aws:iam::123456789012:role/monitoring"
    instance = resource(TYPE)
    state = instance.up(**base, monitoringInterval=30, monitoringRoleArn=role)
    assert state["monitoringRoleArn"] == role
    sent.clear()

    state = instance.up(**base, monitoringInterval=0)

    assert sent.of("ModifyDBInstance")["MonitoringInterval"] == 0
    assert state["monitoringInterval"] == 0
    instance.down()


def test_engine_version_follows_the_cluster(
    resource: Callable[..., Any], base: dict[str, Any]
) -> None:
    instance = resource(TYPE)
    running = instance.up(**base)["engineVersion"]

    assert instance.up(**base, engineVersion="99")["engineVersion"] == running
    instance.down()


def test_another_certificate_authority_costs_a_reboot(
    resource: Callable[..., Any], base: dict[str, Any], sent: Any
) -> None:
    instance = resource(TYPE)

    state = instance.up(**base, caCertIdentifier="rds-ca-ecc384-g1")

    assert sent.writes == ["CreateDBInstance", "ModifyDBInstance", "RebootDBInstance"]
    assert "CACertificateIdentifier" not in sent.of("CreateDBInstance")
    assert state["caCertIdentifier"] == "rds-ca-ecc384-g1"
    instance.down()


def test_tags_alone_make_no_modification(
    resource: Callable[..., Any], base: dict[str, Any], sent: Any
) -> None:
    instance = resource(TYPE)
    instance.up(**base, tags={"a": "1"})
    sent.clear()

    state = instance.up(**base, tags={"a": "2"})

    assert sent.writes == ["AddTagsToResource"]
    assert state["tagsAll"] == {"a": "2"}
    instance.down()


def test_instance_that_is_gone_counts_as_deleted(
    resource: Callable[..., Any], base: dict[str, Any], clients: Any
) -> None:
    instance = resource(TYPE)
    instance.up(**base)
    clients("rds").delete_db_instance(DBInstanceIdentifier=base["identifier"])

    instance.down()

    assert instance.refresh() is None


def test_refusal_names_cluster_and_instance(
    resource: Callable[..., Any], base: dict[str, Any]
) -> None:
    instance = resource(TYPE)
    base["clusterIdentifier"] = "missing"

    with pytest.raises(CallError) as caught:
        instance.up(**base)

    assert str(caught.value).startswith(
        f"creating RDS Cluster (missing) Instance ({base['identifier']}): "
    )


def test_instance_outside_a_cluster_cannot_be_imported(
    resource: Callable[..., Any], clients: Any
) -> None:
    clients("rds").create_db_instance(
        DBInstanceIdentifier="alone",
        DBInstanceClass="db.t3.micro",
        Engine="postgres",
        AllocatedStorage=20,
        MasterUsername="keeper",
        MasterUserPassword="not-a-real-word",
    )

    with pytest.raises(CallError, match="DBClusterIdentifier is missing"):
        resource(TYPE).imported("alone")
