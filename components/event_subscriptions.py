"""What RDS itself says of a cluster: failovers, maintenance, failures, changed parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from aurora.catalogue.events import source_types, subscribed
from components.checks import Check
from components.component import Component, ComponentArgs

__all__ = ["EventSubscriptions", "EventSubscriptionsArgs"]


@dataclass(frozen=True, kw_only=True)
class EventSubscriptionsArgs(ComponentArgs):
    """Arguments of event subscriptions.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_Events.html

    Attributes:
        topic_arn: The topic, of the same region. In place.
        sources: For each source type (`db-cluster`, `db-instance`, `db-parameter-group`), the
            names of what is listened to; none means all of the region. In place.
    """

    topic_arn: pulumi.Input[str]
    sources: Mapping[str, Sequence[pulumi.Input[str]]]


class EventSubscriptions(Component):
    """One subscription a source type, to the categories that somebody has to know of.

    Attributes:
        names: Names of the subscriptions by source type.
    """

    TYPE = "aurora:index:EventSubscriptions"
    CHILDREN = ("events",)
    CHECKS = (
        Check[EventSubscriptionsArgs](
            code="AUR-113",
            holds=lambda args: all(kind in source_types() for kind in args.sources),
            message=lambda args: (
                "RDS has no source type "
                + ", ".join(kind for kind in args.sources if kind not in source_types())
            ),
            allowed=", ".join(source_types()),
            remedy="correct the keys of `sources`",
        ),
    )

    names: dict[str, pulumi.Output[str]]

    def __init__(
        self, name: str, args: EventSubscriptionsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        self.names = {
            kind: aws.rds.EventSubscription(
                f"{name}-events-{kind.removeprefix('db-')}",
                self.adapted(
                    "events",
                    aws.rds.EventSubscriptionArgs(
                        region=args.region,
                        sns_topic=args.topic_arn,
                        source_type=kind,
                        source_ids=list(sources) or None,
                        event_categories=list(subscribed(kind)),
                        enabled=True,
                        tags=dict(args.tags),
                    ),
                ),
                self.under(),
            ).name
            for kind, sources in args.sources.items()
        }
        self.register_outputs({"names": self.names})
