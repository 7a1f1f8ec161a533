"""Rules about instances and their classes."""

from __future__ import annotations

from collections.abc import Iterable

from aurora.catalogue import classes
from aurora.catalogue.engines import label
from aurora.settings.fault import Severity
from aurora.settings.rules.rule import Finding, Rule, Table
from aurora.settings.views import Cluster, Instances, clusters, instances

__all__ = ["TABLES"]

MOVES_WITH_WRITER = 1
"""Serverless readers up to this promotion tier keep the writer's capacity."""


def class_known(group: Instances) -> Iterable[Finding]:
    """Find a class that AWS does not have for Aurora."""
    if group.found is None:
        near = classes.nearest(group.name, group.cluster.settings.engine.type)
        yield Finding(
            message=f"Aurora has no instance class {group.name!r}",
            allowed=f"{', '.join(near)}, or db.serverless",
            remedy=f"did you mean {near[0]!r}?",
        )


def class_engine(group: Instances) -> Iterable[Finding]:
    """Find a class on which the engine does not run."""
    engine, found = group.cluster.settings.engine, group.found
    if found is None:
        return
    major = engine.version.split(".mysql_aurora")[0] if engine.type == "aurora-mysql" else ""
    only = found.majors.get(engine.type, ())
    if engine.type not in found.engines:
        yield Finding(
            message=f"{label(engine.type)} does not run on {group.name}",
            allowed=", ".join(classes.nearest(group.name, engine.type)),
        )
    elif only and major not in only:
        yield Finding(
            message=f"{label(engine.type)} {major} does not run on {group.name}, only "
            f"{', '.join(only)} does",
            allowed="db.r6g.large, db.r7g.large, db.r8g.large and larger",
        )


def class_old(group: Instances) -> Iterable[Finding]:
    """Find a class of a generation to leave."""
    found = group.found
    if found and found.old and group.cluster.settings.engine.type in found.engines:
        yield Finding(
            message=f"{group.name} is of an old generation that AWS is phasing out",
            allowed="db.r6g, db.r7g, db.r8g",
        )


def class_region(group: Instances) -> Iterable[Finding]:
    """Find a class that the price list of the region does not have."""
    if group.found and group.cluster.region in group.found.not_in:
        yield Finding(
            message=f"the price list of {group.cluster.region} has no {group.name}",
            allowed="another class, or another region",
        )


def burstable(group: Instances) -> Iterable[Finding]:
    """Find a burstable class where it runs out of credits."""
    if group.found and group.found.burstable:
        environment = group.cluster.settings.environment
        if environment == "production":
            yield Finding(
                message=f"{group.name} is burstable: under lasting load its CPU is throttled",
                allowed="db.r6g.large and larger, or db.serverless",
            )


def data_api(group: Instances) -> Iterable[Finding]:
    """Find the Data API on a class without it."""
    if group.cluster.data_api and group.found and not group.found.data_api:
        yield Finding(
            message=f"the Data API does not work on {group.name}",
            allowed="a db.r class, or db.serverless",
        )


def smaller_readers(cluster: Cluster) -> Iterable[Finding]:
    """Find readers that are too small to take over."""
    if not (cluster.writer and cluster.readers and cluster.readers.count):
        return
    writer = classes.instance_class(cluster.writer.class_)
    reader = classes.instance_class(cluster.readers.class_)
    # A reader a step below the writer is a choice; four times smaller is an outage at a failover.
    if writer and reader and reader.memory and writer.memory >= 4 * reader.memory:
        yield Finding(
            message=f"readers of {reader.name} ({reader.memory:g} GiB) stand by for a writer of "
            f"{writer.name} ({writer.memory:g} GiB): after a failover the cluster is that small",
            allowed="readers at least half as large as the writer",
        )


def alone(cluster: Cluster) -> Iterable[Finding]:
    """Find a production cluster without a reader."""
    if cluster.settings.environment == "production" and cluster.reader_count == 0:
        yield Finding(
            message="a production cluster without a reader: when the writer fails, AWS builds a "
            "new one, which takes minutes",
            allowed="1 to 15",
        )


def capacity_missing(cluster: Cluster) -> Iterable[Finding]:
    """Find serverless instances without capacity."""
    if classes.SERVERLESS in cluster.class_names and cluster.serverless is None:
        yield Finding(
            message="a db.serverless instance without `serverless`: AWS refuses to create it",
            allowed="serverless: {minAcu: 0.5, maxAcu: 4}",
        )


def capacity_unused(cluster: Cluster) -> Iterable[Finding]:
    """Find capacity that no instance uses."""
    if cluster.serverless and cluster.class_names and classes.SERVERLESS not in cluster.class_names:
        yield Finding(
            message="`serverless` is set, and no instance is db.serverless",
            allowed="class: db.serverless for the writer or the readers",
        )


def lonely_readers(cluster: Cluster) -> Iterable[Finding]:
    """Find serverless readers that shrink below what a failover needs."""
    readers = cluster.readers
    if (
        readers
        and readers.count
        and readers.class_ == classes.SERVERLESS
        and readers.promotion_tier > MOVES_WITH_WRITER
        and cluster.settings.environment == "production"
    ):
        yield Finding(
            message=f"serverless readers in promotion tier {readers.promotion_tier} shrink alone, "
            "and are small when they have to take over",
            allowed="promotionTier 0 or 1",
        )


REFUSE, WARN = Severity.REFUSE, Severity.WARN

TABLES = (
    Table(
        subjects=instances,
        rules=(
            Rule(
                code="AUR-073",
                name="class-unknown",
                severity=REFUSE,
                at="class",
                reads=("/engine.type",),
                find=class_known,
            ),
            Rule(
                code="AUR-074",
                name="class-engine",
                severity=REFUSE,
                at="class",
                reads=("/engine.type", "/engine.version"),
                find=class_engine,
                remedy="choose one of these",
            ),
            Rule(
                code="AUR-075",
                name="class-old",
                severity=WARN,
                at="class",
                reads=("/engine.type",),
                find=class_old,
                remedy="choose one of these",
            ),
            Rule(
                code="AUR-076",
                name="class-region",
                severity=WARN,
                at="class",
                reads=("/region",),
                find=class_region,
                remedy="ask: aws rds describe-orderable-db-instance-options",
            ),
            Rule(
                code="AUR-077",
                name="class-burstable-in-production",
                severity=WARN,
                at="class",
                find=burstable,
                remedy="choose a db.r class, or db.serverless",
            ),
            Rule(
                code="AUR-078",
                name="data-api-class",
                severity=REFUSE,
                at="class",
                reads=("/dataApi",),
                find=data_api,
                remedy="choose another class, or write aurora:dataApi: false",
            ),
        ),
    ),
    Table(
        subjects=clusters,
        rules=(
            Rule(
                code="AUR-079",
                name="readers-much-smaller",
                severity=WARN,
                at="readers.class",
                reads=("writer.class", "readers.count"),
                find=smaller_readers,
                remedy="choose a larger class for the readers",
            ),
            Rule(
                code="AUR-080",
                name="production-without-reader",
                severity=WARN,
                at="readers.count",
                find=alone,
                remedy="write count: 1 or more",
            ),
            Rule(
                code="AUR-081",
                name="serverless-capacity-missing",
                severity=REFUSE,
                at="serverless",
                reads=("writer.class", "readers.class"),
                find=capacity_missing,
                remedy="add it, or choose a provisioned class",
            ),
            Rule(
                code="AUR-082",
                name="serverless-capacity-unused",
                severity=WARN,
                at="serverless",
                reads=("writer.class", "readers.class"),
                find=capacity_unused,
                remedy="take `serverless` out, or choose db.serverless",
            ),
            Rule(
                code="AUR-083",
                name="serverless-readers-alone",
                severity=WARN,
                at="readers.promotionTier",
                reads=("readers.class",),
                find=lonely_readers,
                remedy="leave promotionTier out",
            ),
        ),
    ),
)
