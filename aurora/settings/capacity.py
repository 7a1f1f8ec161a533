"""Instances, how they scale, and the proxy in front of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from aurora.settings.section import DOCS, About, Change, Section, within

__all__ = ["Autoscaling", "Proxy", "Readers", "Serverless", "Writer"]

CLASSES = DOCS + "Concepts.DBInstanceClass.html"
SCALING = DOCS + "Aurora.Integrating.AutoScaling.html"
CAPACITY = DOCS + "aurora-serverless-v2.setting-capacity.html"
PROXY = DOCS + "rds-proxy.html"

InstanceClass = Annotated[str, Field(pattern=r"^db\.[a-z0-9]+(\.[a-z0-9]+)?$")]


class Writer(Section):
    """The instance that a new cluster writes with: key 1, promotion tier 0."""

    class_: Annotated[
        str,
        Field(alias="class"),
        About(
            "Its instance class; db.serverless scales by itself within `serverless`.",
            example="db.r6g.large",
            change=Change.RESTART,
            link=CLASSES,
        ),
    ]


class Readers(Section):
    """The instances that read, spread over the Availability Zones."""

    class_: Annotated[
        str,
        Field(alias="class"),
        About(
            "Their instance class; as large as the writer's, or a failover makes it slower.",
            example="db.r6g.large",
            change=Change.RESTART,
            link=CLASSES,
        ),
    ]
    count: Annotated[
        int,
        within("readers"),
        About(
            "How many. In another region of a global database 0 keeps only the storage there.",
            example=1,
            unit="instances",
            link=DOCS + "Aurora.Replication.html",
        ),
    ] = 1
    promotion_tier: Annotated[
        int,
        within("promotion-tier"),
        About(
            "Who takes over first: 0 before 15. Serverless readers in tier 0 and 1 keep the "
            "writer's capacity, in 2 to 15 they scale alone.",
            example=1,
            unit="tier",
            link=DOCS + "Concepts.AuroraHighAvailability.html",
        ),
    ] = 1


class Autoscaling(Section):
    """Readers that come and go with the load, beside those that `readers` names."""

    min_readers: Annotated[
        int,
        within("autoscaling-readers"),
        About("The fewest readers.", example=2, unit="readers", link=SCALING),
    ]
    max_readers: Annotated[
        int,
        within("autoscaling-readers"),
        About("The most readers.", example=8, unit="readers", link=SCALING),
    ]
    cpu_percent: Annotated[
        float | None,
        Field(gt=0, le=100),
        About(
            "Average CPU of all readers that it steers to.",
            example=70,
            unit="percent",
            link=SCALING,
        ),
    ] = 70
    connections: Annotated[
        int | None,
        Field(ge=1),
        About(
            "Average connections of all readers that it steers to, as a second policy.",
            example=500,
            unit="connections",
            default="no such policy",
            link=SCALING,
        ),
    ] = None
    scale_out_cooldown_seconds: Annotated[
        int,
        within("autoscaling-cooldown-seconds"),
        About("Pause after readers were added.", example=300, unit="seconds", link=SCALING),
    ] = 300
    scale_in_cooldown_seconds: Annotated[
        int,
        within("autoscaling-cooldown-seconds"),
        About("Pause after readers were removed.", example=600, unit="seconds", link=SCALING),
    ] = 300


class Serverless(Section):
    """The capacity of each db.serverless instance. One ACU is about 2 GiB of memory."""

    min_acu: Annotated[
        float,
        About(
            "The least, in steps of 0.5; 0 lets an idle instance pause.",
            example=0.5,
            unit="ACU",
            link=CAPACITY,
        ),
    ]
    max_acu: Annotated[
        float,
        About(
            "The most, in steps of 0.5; at least 1. It is also what max_connections follows.",
            example=4,
            unit="ACU",
            link=CAPACITY,
        ),
    ]
    auto_pause_seconds: Annotated[
        int | None,
        within("auto-pause-seconds"),
        About(
            "How long without a connection before it pauses; only with minAcu 0.",
            example=300,
            unit="seconds",
            default="300 with minAcu 0",
            link=DOCS + "aurora-serverless-v2-auto-pause.html",
        ),
    ] = None


class Proxy(Section):
    """An RDS Proxy in front of the cluster, TLS required."""

    enabled: Annotated[
        bool,
        About("Whether there is one.", example=True, link=PROXY),
    ] = False
    idle_client_timeout_seconds: Annotated[
        int,
        within("proxy-idle-client-timeout-seconds"),
        About("When an idle client is let go.", example=1800, unit="seconds", link=PROXY),
    ] = 1800
    max_connections_percent: Annotated[
        int,
        within("proxy-connections-percent"),
        About(
            "How many of the database's max_connections it may use.",
            example=100,
            unit="percent",
            link=PROXY,
        ),
    ] = 100
