"""One cluster in one region: what production and development have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aurora.environments.care import Care
from aurora.environments.instances import instances
from aurora.environments.password import candidate
from aurora.environments.shape import capacity, shape
from aurora.environments.site import Site, site
from aurora.environments.surroundings import dashboard, described, surround
from aurora.settings import DevelopmentSettings, ProductionSettings, Restore
from aurora.settings.names import cluster_identifier, instance_identifier
from components import (
    Cluster,
    ClusterArgs,
    ManagedCredentials,
    MasterSecret,
    MasterSecretArgs,
    OwnCredentials,
    PointInTime,
    Proxy,
    ProxyArgs,
    SecurityGroup,
    SecurityGroupArgs,
    Snapshot,
    Watched,
)

__all__ = ["build"]

RegionalSettings = ProductionSettings | DevelopmentSettings


def build(settings: RegionalSettings, stack: str, care: Care) -> Mapping[str, Any]:
    """Build a regional environment and return its outputs."""
    place = site(stack, settings.region, settings.network, settings, care)
    identifier = cluster_identifier(settings.application, stack, settings.region)
    wanted = instances(settings.writer, settings.readers)
    cluster = Cluster(
        place.name,
        ClusterArgs(
            **shape(settings, stack, settings.region, care),
            region=settings.region,
            identifier=identifier,
            credentials=credentials(settings, place, care),
            subnet_group_name=place.network.subnet_group_name,
            security_group_ids=[place.network.security_group_id],
            key_arn=place.key.arn,
            instances=wanted,
            serverless=capacity(settings.serverless),
            data_api=settings.data_api,
            source=source(settings.restore),
        ),
    )
    watched = Watched(
        cluster_identifier=identifier,
        instances={
            key: (instance_identifier(identifier, int(key)), instance.class_)
            for key, instance in wanted.items()
        },
    )
    max_acu = settings.serverless.max_acu if settings.serverless else None
    surround(place, cluster, watched, settings, care, settings.autoscaling, max_acu)
    board = dashboard(settings, stack, settings.region, {settings.region: watched})
    outputs = described(place, cluster) | {"secretArn": cluster.secret_arn}
    if settings.proxy.enabled:
        outputs["proxyEndpoint"] = proxy(settings, place, cluster).endpoint
    return {
        "environment": settings.environment,
        "region": settings.region,
        **outputs,
        "dashboardName": board.dashboard_name,
        "regions": {settings.region: outputs},
    }


def credentials(
    settings: RegionalSettings, place: Site, care: Care
) -> ManagedCredentials | OwnCredentials:
    """Return who keeps the master password: RDS, unless the stack file says otherwise."""
    database = settings.database
    if database.credentials == "managed":
        return ManagedCredentials(username=database.username, key_arn=place.key.arn)
    return MasterSecret(
        place.name,
        MasterSecretArgs(
            region=place.region,
            tags=settings.tags,
            username=database.username,
            candidate=candidate(),
            key_arn=place.key.arn,
            engine=settings.engine.type,
            database_name=database.name,
            port=database.port,
            recovery_window_days=care.secret_recovery_days,
        ),
    ).credentials


def source(restore: Restore | None) -> Snapshot | PointInTime | None:
    """Return where the first data comes from."""
    if restore is None:
        return None
    if restore.snapshot:
        return Snapshot(identifier=restore.snapshot)
    return PointInTime(
        cluster_identifier=restore.cluster or "", restore_type=restore.type, time=restore.time
    )


def proxy(settings: RegionalSettings, place: Site, cluster: Cluster) -> Proxy:
    """Build the proxy and the security group between it and the database."""
    network = settings.network
    name = f"{place.name}-proxy"
    group = SecurityGroup(
        name,
        SecurityGroupArgs(
            region=place.region,
            tags=settings.tags,
            vpc_id=place.network.vpc_id,
            port=settings.database.port,
            description=f"Proxy of {place.name}",
            allowed_cidrs=network.allowed_cidrs,
            allowed_security_groups={name: name for name in network.allowed_security_groups},
            targets={"database": place.network.security_group_id},
        ),
    )
    return Proxy(
        place.name,
        ProxyArgs(
            region=place.region,
            tags=settings.tags,
            identifier=f"{cluster.identifier}-proxy",
            engine=settings.engine.type,
            cluster_identifier=cluster.resource.id,
            instances=tuple(cluster.instances.values()),
            secret_arn=cluster.secret_arn,
            key_arn=place.key.arn,
            subnet_ids=place.network.subnet_ids,
            security_group_ids=[group.id],
            idle_client_timeout_seconds=settings.proxy.idle_client_timeout_seconds,
            max_connections_percent=settings.proxy.max_connections_percent,
            log_retention_days=settings.logs.retention_days,
        ),
    )
