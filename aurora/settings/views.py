"""A stack as the rules look at it: its engine version, its clusters, their instances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aurora.catalogue.classes import InstanceClass, instance_class
from aurora.catalogue.versions import Version, version
from aurora.settings.capacity import Autoscaling, Readers, Serverless, Writer
from aurora.settings.environments import GlobalSettings, Settings
from aurora.settings.fault import Path
from aurora.settings.network import Network

__all__ = [
    "Cluster",
    "Engined",
    "Instances",
    "Scaled",
    "Scaling",
    "Stack",
    "clusters",
    "engined",
    "instances",
    "scaled",
    "scaling",
    "stacks",
]


@dataclass(frozen=True, kw_only=True)
class Stack:
    """The whole stack."""

    settings: Settings
    stack: str
    base: Path = ()

    @property
    def regions(self) -> tuple[str, ...]:
        """Every region of the stack."""
        if isinstance(self.settings, GlobalSettings):
            return tuple(self.settings.regions)
        return (self.settings.region,)


@dataclass(frozen=True, kw_only=True)
class Engined:
    """A stack whose engine version is known."""

    settings: Settings
    version: Version
    base: Path = ()


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """One cluster: of a regional stack, or of one region of a global one.

    Attributes:
        others: How many regions a global database has beside the origin; 0 for a regional stack.
        origin: Whether the cluster was the first; always true of a regional stack.
    """

    settings: Settings
    region: str
    network: Network
    writer: Writer | None
    readers: Readers | None
    autoscaling: Autoscaling | None
    serverless: Serverless | None
    proxied: bool
    data_api: bool
    member: bool
    origin: bool
    others: int = 0
    base: Path = ()

    @property
    def reader_count(self) -> int:
        """How many readers the stack names."""
        return self.readers.count if self.readers else 0

    @property
    def class_names(self) -> tuple[str, ...]:
        """The class of each instance."""
        writer = (self.writer.class_,) if self.writer else ()
        readers = (self.readers.class_,) * self.readers.count if self.readers else ()
        return writer + readers


@dataclass(frozen=True, kw_only=True)
class Instances:
    """The instances of one class in one cluster."""

    cluster: Cluster
    name: str
    found: InstanceClass | None
    base: Path = ()


@dataclass(frozen=True, kw_only=True)
class Scaled:
    """A cluster with serverless capacity."""

    cluster: Cluster
    capacity: Serverless
    version: Version | None
    base: Path = ()


@dataclass(frozen=True, kw_only=True)
class Scaling:
    """A cluster with reader autoscaling."""

    cluster: Cluster
    policy: Autoscaling
    base: Path = ()


def stacks(settings: Settings, stack: str) -> Iterator[Stack]:
    """Yield the stack."""
    yield Stack(settings=settings, stack=stack)


def engined(settings: Settings, _stack: str) -> Iterator[Engined]:
    """Yield the stack when its engine version is known."""
    found = version(settings.engine.type, settings.engine.version)
    if found:
        yield Engined(settings=settings, version=found)


def clusters(settings: Settings, _stack: str = "") -> Iterator[Cluster]:
    """Yield the stack's clusters, in the order of the file."""
    if isinstance(settings, GlobalSettings):
        for region, member in settings.regions.items():
            yield Cluster(
                settings=settings,
                region=region,
                network=member.network,
                writer=member.writer,
                readers=member.readers,
                autoscaling=member.autoscaling,
                serverless=member.serverless,
                proxied=False,
                data_api=False,
                member=True,
                origin=region == settings.origin,
                others=len(settings.others),
                base=("regions", region),
            )
        return
    yield Cluster(
        settings=settings,
        region=settings.region,
        network=settings.network,
        writer=settings.writer,
        readers=settings.readers,
        autoscaling=settings.autoscaling,
        serverless=settings.serverless,
        proxied=settings.proxy.enabled,
        data_api=settings.data_api,
        member=False,
        origin=True,
    )


def instances(settings: Settings, stack: str) -> Iterator[Instances]:
    """Yield the writer and the readers of each cluster."""
    for cluster in clusters(settings, stack):
        for key, group in (("writer", cluster.writer), ("readers", cluster.readers)):
            if group:
                yield Instances(
                    cluster=cluster,
                    name=group.class_,
                    found=instance_class(group.class_),
                    base=(*cluster.base, key),
                )


def scaled(settings: Settings, stack: str) -> Iterator[Scaled]:
    """Yield the clusters with serverless capacity."""
    for cluster in clusters(settings, stack):
        if cluster.serverless:
            yield Scaled(
                cluster=cluster,
                capacity=cluster.serverless,
                version=version(settings.engine.type, settings.engine.version),
                base=(*cluster.base, "serverless"),
            )


def scaling(settings: Settings, stack: str) -> Iterator[Scaling]:
    """Yield the clusters with reader autoscaling."""
    for cluster in clusters(settings, stack):
        if cluster.autoscaling:
            yield Scaling(
                cluster=cluster,
                policy=cluster.autoscaling,
                base=(*cluster.base, "autoscaling"),
            )
