"""Event subscriptions and the categories that can be subscribed to."""

from __future__ import annotations

from typing import Any

from moto.sns.models import sns_backends

from aurora.catalogue.events import categories, source_types

from .faults import combination, fault, value
from .given import given
from .moto_types import MotoModel
from .state import State

__all__ = ["EventSubscription", "EventSubscriptions"]

# source type -> where its sources are kept
_COLLECTIONS = {
    "db-cluster": "clusters",
    "db-cluster-snapshot": "cluster_snapshots",
    "db-instance": "databases",
    "db-parameter-group": "db_parameter_groups",
    "db-proxy": "db_proxies",
}
# Taken by AWS (CreateEventSubscription) without a part in an Aurora estate: their categories are
# not in the catalogue and not looked at.
_OTHER_TYPES = frozenset(
    {"blue-green-deployment", "custom-engine-version", "db-proxy", "db-snapshot", "zero-etl"}
)


class EventSubscription(MotoModel):
    """A subscription; AWS keeps the letter case of its name."""

    resource_type = "es"
    status = "active"

    def __init__(self, backend: Any, settings: dict[str, Any]) -> None:
        super().__init__(backend)
        self.cust_subscription_id: str = settings["SubscriptionName"]
        self.sns_topic_arn: str = settings["SnsTopicArn"]
        self.source_type: str | None = settings.get("SourceType")
        self.source_ids: list[str] = settings.get("SourceIds") or []
        self.categories: list[str] = settings.get("EventCategories") or []
        self.enabled: bool = settings.get("Enabled", True)
        self.tags = settings.get("Tags") or []
        self.customer_aws_id = self.account_id
        self.subscription_creation_time = f"{self.created:%Y-%m-%d %H:%M:%S.%f}"[:-3]

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self.cust_subscription_id

    @property
    def event_subscription_arn(self) -> str:
        """ARN."""
        return self.arn

    @property
    def source_ids_list(self) -> list[str] | None:
        """The sources; absent where every one is meant."""
        return self.source_ids or None

    @property
    def event_categories_list(self) -> list[str] | None:
        """The categories; absent where every one is meant."""
        return self.categories or None


class EventSubscriptions(State):
    """Operations on event subscriptions."""

    def create_event_subscription(self, kwargs: Any) -> Any:
        """Subscribe a topic."""
        settings = given("CreateEventSubscription", kwargs)
        name = settings["SubscriptionName"]
        if name in self.event_subscriptions:
            raise fault("SubscriptionAlreadyExist", f"Subscription {name} already exists.")
        self._check_subscription(settings)
        if settings.get("SourceIds") and not settings.get("SourceType"):
            raise combination("SourceType must be given together with SourceIds.")
        for source in settings.get("SourceIds") or []:
            self._check_source(settings["SourceType"], source)
        subscription = EventSubscription(self, settings)
        self.event_subscriptions[name] = subscription
        return subscription

    def modify_event_subscription(self, parameters: Any) -> EventSubscription:
        """Change a subscription; an empty source type means all."""
        settings = given("ModifyEventSubscription", parameters)
        subscription = self._subscription(settings["SubscriptionName"])
        self._check_subscription({"SourceType": subscription.source_type} | settings)
        if "SnsTopicArn" in settings:
            subscription.sns_topic_arn = settings["SnsTopicArn"]
        if "SourceType" in parameters:
            subscription.source_type = settings.get("SourceType")
        if "EventCategories" in parameters:
            subscription.categories = settings.get("EventCategories") or []
        if "Enabled" in settings:
            subscription.enabled = settings["Enabled"]
        return subscription

    def add_source_identifier_to_subscription(self, parameters: Any) -> EventSubscription:
        """Add a source."""
        settings = given("AddSourceIdentifierToSubscription", parameters)
        subscription = self._subscription(settings["SubscriptionName"])
        name = settings["SourceIdentifier"]
        self._check_source(subscription.source_type, name)
        if name not in subscription.source_ids:
            subscription.source_ids = [*subscription.source_ids, name]
        return subscription

    def remove_source_identifier_from_subscription(self, parameters: Any) -> EventSubscription:
        """Take a source away."""
        settings = given("RemoveSourceIdentifierFromSubscription", parameters)
        subscription = self._subscription(settings["SubscriptionName"])
        name = settings["SourceIdentifier"]
        if name not in subscription.source_ids:
            raise _source_not_found(name)
        subscription.source_ids = [n for n in subscription.source_ids if n != name]
        return subscription

    def delete_event_subscription(self, subscription_name: str) -> Any:
        """Delete a subscription."""
        subscription = self._subscription(subscription_name)
        subscription.status = "deleting"
        return self.event_subscriptions.pop(subscription_name)

    def describe_event_subscriptions(self, subscription_name: str | None) -> Any:
        """Return one subscription or all."""
        if subscription_name:
            return [self._subscription(subscription_name)]
        return list(self.event_subscriptions.values())

    def event_categories(self, source_type: str | None) -> list[dict[str, Any]]:
        """Return the categories of one source type or of all."""
        return [
            {"SourceType": name, "EventCategories": list(categories(name))}
            for name in source_types()
            if source_type in {None, "", name}
        ]

    def _subscription(self, name: str) -> Any:
        if name not in self.event_subscriptions:
            raise fault("SubscriptionNotFound", f"Subscription {name} not found.")
        return self.event_subscriptions[name]

    def _check_source(self, kind: str | None, name: str) -> None:
        collection = _COLLECTIONS.get(kind or "")
        if collection and name not in getattr(self, collection):
            raise _source_not_found(name)

    def _check_subscription(self, settings: dict[str, Any]) -> None:
        topic = settings.get("SnsTopicArn")
        if topic is not None:
            region = topic.split(":")[3] if topic.count(":") == 5 else ""
            topics = sns_backends[self.account_id][region].topics if region else {}
            if topic not in topics:
                raise fault("SNSTopicArnNotFound", f"SNS topic {topic} does not exist.")
        kind = settings.get("SourceType")
        if kind in _OTHER_TYPES:
            return
        if kind and kind not in source_types():
            raise value(f"Invalid source type: {kind}")
        known = set(categories(kind)) if kind else set()
        unknown = [name for name in settings.get("EventCategories") or [] if name not in known]
        if kind and unknown:
            raise fault(
                "SubscriptionCategoryNotFound",
                f"Categories {', '.join(unknown)} don't exist for source type {kind}.",
            )


def _source_not_found(name: str) -> Exception:
    """AWS's words, its colon included (from users' logs)."""
    return fault("SourceNotFound", f"Could not find source :{name}")
