"""Event subscriptions, as the real provider calls for them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

NUMBERS = itertools.count(1)
TYPE = "aws:rds/eventSubscription:EventSubscription"


@pytest.fixture
def topics(clients: Any) -> list[str]:
    names = (f"called-{next(NUMBERS)}" for _ in range(2))
    return [clients("sns").create_topic(Name=name)["TopicArn"] for name in names]


@pytest.fixture
def subscription(resource: Any, topics: list[str]) -> Any:
    made = resource(TYPE)
    made.base = {
        "name": f"Called-{next(NUMBERS)}",
        "snsTopic": topics[0],
        "enabled": True,
        "sourceType": "db-cluster",
        "eventCategories": ["creation", "deletion"],
        "tags": {"a": "1"},
    }
    made.up(**made.base)
    return made


def test_subscription_keeps_the_case_of_its_name(subscription: Any) -> None:
    state = subscription.state

    assert subscription.id == subscription.base["name"]
    assert state["customerAwsId"] == "123456789012"
    assert sorted(state["eventCategories"]) == ["creation", "deletion"]
    assert state["tagsAll"] == {"a": "1"}


def test_empty_lists_are_not_sent_at_creation(resource: Any, topics: list[str], sent: Any) -> None:
    resource(TYPE).up(name=f"called-{next(NUMBERS)}", snsTopic=topics[0], enabled=True)

    request = sent.of("CreateEventSubscription")
    assert request.keys() == {"Enabled", "SnsTopicArn", "SubscriptionName"}


def test_categories_are_modified_together_with_the_source_type(
    subscription: Any, sent: Any
) -> None:
    state = subscription.up(**{**subscription.base, "eventCategories": ["creation"]})

    request = sent.of("ModifyEventSubscription")
    assert request == {
        "SubscriptionName": subscription.id,
        "Enabled": True,
        "EventCategories": ["creation"],
        "SourceType": "db-cluster",
    }
    assert state["eventCategories"] == ["creation"]


def test_topic_and_switch_are_modified(subscription: Any, topics: list[str], sent: Any) -> None:
    state = subscription.up(**{**subscription.base, "enabled": False, "snsTopic": topics[1]})

    request = sent.of("ModifyEventSubscription")
    assert request.keys() == {"SubscriptionName", "Enabled", "SnsTopicArn"}
    assert (state["enabled"], state["snsTopic"]) == (False, topics[1])


def test_sources_go_and_come_one_by_one(subscription: Any, clients: Any, sent: Any) -> None:
    clusters = [f"called-s-{next(NUMBERS)}" for _ in range(2)]
    for cluster in clusters:
        clients("rds").create_db_cluster(
            DBClusterIdentifier=cluster,
            Engine="aurora-mysql",
            MasterUsername="keeper",
            MasterUserPassword="not-a-real-word",
        )
    subscription.up(**subscription.base, sourceIds=clusters[:1])
    sent.clear()

    state = subscription.up(**subscription.base, sourceIds=clusters[1:])

    assert sent.writes == [
        "RemoveSourceIdentifierFromSubscription",
        "AddSourceIdentifierToSubscription",
    ]
    assert state["sourceIds"] == clusters[1:]


def test_subscription_is_imported_by_its_name_and_goes(subscription: Any, resource: Any) -> None:
    assert resource(TYPE).imported(subscription.id)["sourceType"] == "db-cluster"

    subscription.down()

    assert subscription.refresh() is None
    subscription.down()
