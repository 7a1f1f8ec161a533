"""What watches a cluster, scales it and backs it up, the same in every environment."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import pulumi

from aurora.environments.care import Care
from aurora.environments.site import Site
from aurora.settings import Autoscaling as AutoscalingSettings
from aurora.settings import GlobalSettings, Settings
from aurora.settings.names import estate_name
from components import (
    Alarms,
    AlarmsArgs,
    Autoscaling,
    AutoscalingArgs,
    BackupPlan,
    BackupPlanArgs,
    Cluster,
    Dashboard,
    DashboardArgs,
    EventSubscriptions,
    EventSubscriptionsArgs,
    Thresholds,
    Watched,
)

__all__ = ["dashboard", "described", "surround"]


def surround(
    place: Site,
    cluster: Cluster,
    watched: Watched,
    settings: Settings,
    care: Care,
    autoscaling: AutoscalingSettings | None,
    max_acu: float | None,
) -> None:
    """Build what a cluster has around it in its region."""
    Alarms(
        place.name,
        AlarmsArgs(
            region=place.region,
            tags=settings.tags,
            cluster_identifier=watched.cluster_identifier,
            instances=watched.instances,
            engine=settings.engine.type,
            engine_version=settings.engine.version,
            max_acu=max_acu,
            member=watched.member,
            topic_arn=place.topic.arn,
            thresholds=thresholds(settings),
        ),
    )
    EventSubscriptions(
        place.name,
        EventSubscriptionsArgs(
            region=place.region,
            tags=settings.tags,
            topic_arn=place.topic.arn,
            sources=sources(cluster),
        ),
    )
    if autoscaling:
        scale(place, cluster, settings, autoscaling)
    if care.backup_plan:
        BackupPlan(
            place.name,
            BackupPlanArgs(
                region=place.region,
                tags=settings.tags,
                key_arn=place.key.arn,
                resource_arns=[cluster.arn],
            ),
        )


def thresholds(settings: Settings) -> Thresholds:
    """Return when alarms ring."""
    said = settings.alarms
    given = Thresholds(
        cpu_percent=said.cpu_percent,
        connections=said.connections,
        replica_lag_milliseconds=said.replica_lag_milliseconds,
        period_seconds=said.period_seconds,
        evaluation_periods=said.evaluation_periods,
    )
    if isinstance(settings, GlobalSettings):
        lag = settings.alarms.global_lag_milliseconds
        return dataclasses.replace(given, global_lag_milliseconds=lag)
    return given


def sources(cluster: Cluster) -> dict[str, Sequence[pulumi.Output[str]]]:
    """Return what is listened to: the cluster, its instances, and the groups around them."""
    named: dict[str, Sequence[pulumi.Output[str]]] = {
        "db-cluster": [cluster.resource.cluster_identifier],
        "db-instance": [instance.identifier for instance in cluster.instances.values()],
    }
    # RDS takes no name of a cluster parameter group here, so groups are listened to as a whole. For
    # the others an empty list would mean the same, so a cluster without instances has no entry.
    return {kind: names for kind, names in named.items() if names} | {
        "db-parameter-group": (),
        "db-security-group": (),
    }


def scale(
    place: Site, cluster: Cluster, settings: Settings, autoscaling: AutoscalingSettings
) -> None:
    """Build the autoscaling of a cluster's readers."""
    Autoscaling(
        place.name,
        AutoscalingArgs(
            region=place.region,
            tags=settings.tags,
            cluster_identifier=cluster.identifier,
            instances=tuple(cluster.instances.values()),
            min_readers=autoscaling.min_readers,
            max_readers=autoscaling.max_readers,
            cpu_percent=autoscaling.cpu_percent,
            connections=autoscaling.connections,
            scale_out_cooldown_seconds=autoscaling.scale_out_cooldown_seconds,
            scale_in_cooldown_seconds=autoscaling.scale_in_cooldown_seconds,
        ),
    )


def dashboard(
    settings: Settings, stack: str, region: str, clusters: Mapping[str, Watched]
) -> Dashboard:
    """Build the one dashboard of a stack."""
    return Dashboard(
        stack,
        DashboardArgs(
            region=region,
            dashboard_name=estate_name(settings.application, stack),
            clusters=clusters,
            engine=settings.engine.type,
            engine_version=settings.engine.version,
            period_seconds=settings.alarms.period_seconds,
        ),
    )


def described(place: Site, cluster: Cluster) -> dict[str, Any]:
    """Return the outputs of a region."""
    return {
        "clusterIdentifier": cluster.identifier,
        "clusterArn": cluster.arn,
        "writerEndpoint": cluster.endpoint,
        "readerEndpoint": cluster.reader_endpoint,
        "port": cluster.port,
        "topicArn": place.topic.arn,
        "topicName": place.topic.name,
        "keyArn": place.key.arn,
        "vpcId": place.network.vpc_id,
        "securityGroupId": place.network.security_group_id,
    }
