"""RDS event subscriptions: which categories nobody hears of."""

from __future__ import annotations

from collections.abc import Iterator

from aurora.values import UNKNOWN
from policies.estate import Estate
from policies.tokens import EVENT_SUBSCRIPTION
from policies.view import View

__all__ = ["uncovered"]


def uncovered(
    subject: View, estate: Estate, source_type: str, wanted: tuple[str, ...]
) -> Iterator[str]:
    """Yield the wanted categories that no enabled subscription of the region covers.

    A subscription without a source type covers all types, one without categories all of them, one
    with source ids only those that it names.
    """
    heard: set[str] = set()
    for subscription in estate.of_type(EVENT_SUBSCRIPTION):
        if not subscription.flag("enabled", default=True):
            continue
        if (subscription.text("sourceType") or source_type) != source_type:
            continue
        if subject.region and subscription.region and subject.region != subscription.region:
            continue
        if not _names(subscription, subject, estate):
            continue
        given = subscription.get("eventCategories", default=[])
        listed = given if isinstance(given, list) else [given]
        if not listed or any(category is UNKNOWN for category in listed):
            heard |= set(wanted)
        heard |= {category for category in listed if isinstance(category, str)}
    yield from (category for category in wanted if category not in heard)


def _names(subscription: View, subject: View, estate: Estate) -> bool:
    sources = subscription.get("sourceIds", default=[])
    if sources is UNKNOWN or not sources:
        return True
    return subject in estate.linked(subscription, "sourceIds", subject.type)
