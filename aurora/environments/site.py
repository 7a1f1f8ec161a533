"""What a region has around its cluster: network, key and topic."""

from __future__ import annotations

from dataclasses import dataclass

from aurora.environments.care import Care
from aurora.settings import Network as NetworkSettings
from aurora.settings import Settings
from components import (
    EncryptionKey,
    EncryptionKeyArgs,
    FlowLog,
    FlowLogArgs,
    Network,
    NetworkArgs,
    Topic,
    TopicArgs,
)

__all__ = ["Site", "site"]


@dataclass(frozen=True, kw_only=True)
class Site:
    """One region of a stack.

    Attributes:
        name: First part of the names of what is there: `<stack>-<region>`.
        region: The region.
        network: Where clusters live.
        key: What everything there is encrypted with.
        topic: Where alarms and events go.
    """

    name: str
    region: str
    network: Network
    key: EncryptionKey
    topic: Topic


def site(stack: str, region: str, network: NetworkSettings, settings: Settings, care: Care) -> Site:
    """Build a region's surroundings."""
    name = f"{stack}-{region}"
    around = Network(
        name,
        NetworkArgs(
            region=region,
            tags=settings.tags,
            port=settings.database.port,
            cidr=network.cidr,
            vpc_id=network.vpc_id,
            subnet_ids=network.subnet_ids,
            allowed_cidrs=network.allowed_cidrs,
            allowed_security_groups={group: group for group in network.allowed_security_groups},
        ),
    )
    key = EncryptionKey(
        name,
        EncryptionKeyArgs(
            region=region,
            tags=settings.tags,
            account_id=around.account_id,
            description=f"{settings.application}, {stack}, {region}",
            deletion_window_days=care.key_deletion_days,
            protect=settings.protection.protect,
        ),
    )
    if care.flow_logs and network.cidr:
        FlowLog(
            name,
            FlowLogArgs(
                region=region,
                tags=settings.tags,
                vpc_id=around.vpc_id,
                key_arn=key.arn,
                retention_days=settings.logs.retention_days,
            ),
        )
    topic = Topic(
        name,
        TopicArgs(
            region=region,
            tags=settings.tags,
            key_arn=key.arn,
            account_id=around.account_id,
            emails=settings.alarms.emails,
        ),
    )
    return Site(name=name, region=region, network=around, key=key, topic=topic)
