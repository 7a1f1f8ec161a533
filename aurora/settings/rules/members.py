"""Rules about the regions of a global database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aurora.catalogue import regions
from aurora.catalogue.classes import instance_class
from aurora.catalogue.limits import limit
from aurora.settings.environments import GlobalSettings, Settings
from aurora.settings.fault import Severity
from aurora.settings.rules.rule import Finding, Rule, Table
from aurora.settings.views import Cluster, Instances, Stack, clusters, instances, stacks

__all__ = ["TABLES"]

OTHERS = limit("global-other-regions")
READERS = int(limit("readers").high or 0)


def global_stacks(settings: Settings, stack: str) -> Iterator[Stack]:
    """Yield the stack when it is a global one."""
    if isinstance(settings, GlobalSettings):
        yield from stacks(settings, stack)


def members(settings: Settings, stack: str) -> Iterator[Cluster]:
    """Yield the clusters of a global database."""
    return (cluster for cluster in clusters(settings, stack) if cluster.member)


def member_instances(settings: Settings, stack: str) -> Iterator[Instances]:
    """Yield the instances of a global database."""
    return (group for group in instances(settings, stack) if group.cluster.member)


def origin_listed(stack: Stack) -> Iterable[Finding]:
    """Find an origin without an entry."""
    settings = stack.settings
    if isinstance(settings, GlobalSettings) and settings.origin not in settings.regions:
        yield Finding(
            message=f"the origin {settings.origin!r} has no entry under regions",
            allowed=", ".join(settings.regions) or "a region",
            remedy=f"add `{settings.origin}:` under aurora:regions, or name one that is there",
        )


def too_many(stack: Stack) -> Iterable[Finding]:
    """Find more regions than a global database has."""
    count = len(stack.regions) - 1
    if not OTHERS.allows(count) and count > 0:
        yield Finding(
            message=f"{count} regions beside the origin", allowed=f"at most {OTHERS.high:g}"
        )


def only_one(stack: Stack) -> Iterable[Finding]:
    """Find a global database in one region."""
    if len(stack.regions) == 1:
        yield Finding(
            message="a global database in one region: nothing to fail over to",
            allowed="1 to 10 regions beside the origin",
        )


def partitions(stack: Stack) -> Iterable[Finding]:
    """Find regions of different partitions."""
    found = [region for name in stack.regions if (region := regions.region(name))]
    if len({region.partition for region in found}) > 1:
        yield Finding(
            message="regions of different partitions: "
            + ", ".join(f"{region.name} ({region.partition})" for region in found),
            allowed="regions of one partition",
        )


def origin_writer(cluster: Cluster) -> Iterable[Finding]:
    """Find an origin without a writer."""
    if cluster.origin and cluster.writer is None:
        yield Finding(
            message=f"the origin {cluster.region} has no writer",
            allowed="writer: {class: db.r6g.large}",
        )


def second_writer(cluster: Cluster) -> Iterable[Finding]:
    """Find a writer outside the origin."""
    if not cluster.origin and cluster.writer is not None:
        yield Finding(
            message=f"{cluster.region} has a writer, but a global database is created with one, in "
            f"its origin",
            allowed="readers; one of them writes after a switchover",
        )


def origin_readers(cluster: Cluster) -> Iterable[Finding]:
    """Find more readers in the origin than AWS takes."""
    most = READERS - cluster.others
    if cluster.origin and cluster.reader_count > most:
        yield Finding(
            message=f"{cluster.reader_count} readers in the origin, with {cluster.others} other "
            f"region{'s' * (cluster.others != 1)}",
            allowed=f"at most {most}: {READERS} less one for each other region",
        )


def origin_autoscaling(cluster: Cluster) -> Iterable[Finding]:
    """Find autoscaling that would run into the limit of readers."""
    most = READERS - cluster.others
    if cluster.origin and cluster.autoscaling and cluster.autoscaling.max_readers > most:
        yield Finding(
            message=f"maxReaders {cluster.autoscaling.max_readers}, and with {cluster.others} "
            f"other region{'s' * (cluster.others != 1)} AWS takes {most} readers here",
            allowed=f"at most {most}",
        )


def other_autoscaling(cluster: Cluster) -> Iterable[Finding]:
    """Find autoscaling where AWS offers none."""
    if not cluster.origin and cluster.autoscaling:
        yield Finding(
            message=f"autoscaling in {cluster.region}: AWS scales no readers outside the writing "
            "region of a global database",
            allowed="readers: {count: ...}",
        )


def headless(cluster: Cluster) -> Iterable[Finding]:
    """Find a region with storage only."""
    if not cluster.origin and cluster.reader_count == 0:
        yield Finding(
            message=f"{cluster.region} has no instance: its storage follows, but it can neither be "
            "read nor take over before it gets one",
            allowed="readers: {count: 1} or more",
        )


def member_class(group: Instances) -> Iterable[Finding]:
    """Find a class that AWS does not take in a global database."""
    found = instance_class(group.name)
    if found and not found.global_database:
        yield Finding(
            message=f"a global database does not run on {group.name}",
            allowed="memory-optimised classes from db.r5 on, and db.serverless",
        )


REFUSE, WARN = Severity.REFUSE, Severity.WARN

TABLES = (
    Table(
        subjects=global_stacks,
        rules=(
            Rule(
                code="AUR-096",
                name="origin-without-entry",
                severity=REFUSE,
                at="origin",
                keys=("/regions",),
                find=origin_listed,
            ),
            Rule(
                code="AUR-097",
                name="regions-too-many",
                severity=REFUSE,
                at="",
                keys=("/regions",),
                find=too_many,
                remedy="take regions out",
            ),
            Rule(
                code="AUR-098",
                name="regions-only-one",
                severity=WARN,
                at="",
                keys=("/regions",),
                find=only_one,
                remedy="add a region, or use aurora:environment: production",
            ),
            Rule(
                code="AUR-099",
                name="regions-of-partitions",
                severity=REFUSE,
                at="",
                keys=("/regions",),
                find=partitions,
                remedy="one stack a partition",
            ),
        ),
    ),
    Table(
        subjects=members,
        rules=(
            Rule(
                code="AUR-015",
                name="origin-writer",
                severity=REFUSE,
                at="writer",
                reads=("/origin",),
                find=origin_writer,
                remedy="add it",
            ),
            Rule(
                code="AUR-016",
                name="second-writer",
                severity=REFUSE,
                at="writer",
                reads=("/origin",),
                find=second_writer,
                remedy="move it under readers, or change aurora:origin before the first up",
            ),
            Rule(
                code="AUR-017",
                name="origin-readers",
                severity=REFUSE,
                at="readers.count",
                reads=("/origin",),
                keys=("/regions",),
                find=origin_readers,
                remedy="fewer readers or fewer regions",
            ),
            Rule(
                code="AUR-018",
                name="origin-autoscaling",
                severity=WARN,
                at="autoscaling.maxReaders",
                reads=("/origin",),
                keys=("/regions",),
                find=origin_autoscaling,
                remedy="write less",
            ),
            Rule(
                code="AUR-019",
                name="other-region-autoscaling",
                severity=REFUSE,
                at="autoscaling",
                reads=("/origin",),
                find=other_autoscaling,
                remedy="take it out and name the readers",
            ),
            Rule(
                code="AUR-029",
                name="region-without-instance",
                severity=WARN,
                at="readers",
                reads=("/origin",),
                find=headless,
                remedy="name a reader, or acknowledge it: a headless region costs storage only",
            ),
        ),
    ),
    Table(
        subjects=member_instances,
        rules=(
            Rule(
                code="AUR-044",
                name="class-of-member",
                severity=REFUSE,
                at="class",
                find=member_class,
                remedy="choose one of these",
            ),
        ),
    ),
)
