"""What a stack file says of every cluster alike, in the words of the components."""

from __future__ import annotations

from typing import TypedDict

import pulumi

from aurora.environments.care import Care
from aurora.settings import Serverless, Settings
from components import (
    Backups,
    Capacity,
    Insights,
    Logs,
    Monitoring,
    MonitoringRole,
    MonitoringRoleArgs,
    Protection,
)
from components.cluster_args import Engine, StorageType, Upgrades
from components.parameter_group import ParameterValue

__all__ = ["Shape", "capacity", "shape"]


class Shape(TypedDict):
    """Arguments that a cluster and a global database both take."""

    tags: dict[str, str]
    engine: Engine
    engine_version: str
    upgrades: Upgrades
    database_name: str
    port: int
    parameters: dict[str, ParameterValue]
    backups: Backups
    maintenance_window: str
    logs: Logs
    monitoring: Monitoring
    protection: Protection
    storage_type: StorageType
    iam_authentication: bool
    local_write_forwarding: bool
    extended_support: bool
    apply_immediately: bool


def shape(settings: Settings, stack: str, region: str, care: Care) -> Shape:
    """Return the common arguments, and build the role that monitoring needs."""
    return Shape(
        tags=dict(settings.tags),
        engine=settings.engine.type,
        engine_version=settings.engine.version,
        upgrades=settings.engine.upgrades,
        database_name=settings.database.name,
        port=settings.database.port,
        parameters=dict(settings.engine.parameters),
        backups=Backups(
            retention_days=settings.backup.retention_days,
            window=settings.backup.window,
            retain_automated=care.retain_backups,
            final_snapshot=settings.protection.final_snapshot,
            backtrack_seconds=settings.backup.backtrack_seconds,
        ),
        maintenance_window=settings.maintenance.window,
        logs=Logs(exports=settings.logs.exports, retention_days=settings.logs.retention_days),
        monitoring=monitoring(settings, stack, region),
        protection=Protection(
            deletion_protection=settings.protection.deletion_protection,
            protect=settings.protection.protect,
        ),
        storage_type=settings.engine.storage,
        iam_authentication=settings.database.iam_authentication,
        local_write_forwarding=settings.engine.local_write_forwarding,
        extended_support=settings.engine.extended_support,
        apply_immediately=care.apply_immediately,
    )


def monitoring(settings: Settings, stack: str, region: str) -> Monitoring:
    """Return how instances are watched, and build the role for it."""
    said = settings.monitoring
    role_arn: pulumi.Output[str] | None = None
    if said.interval:
        role = MonitoringRole(stack, MonitoringRoleArgs(region=region, tags=settings.tags))
        role_arn = role.arn
    insights = None
    if said.insights != "none":
        insights = Insights(mode=said.insights, retention_days=said.insights_retention_days)
    return Monitoring(interval=said.interval, role_arn=role_arn, insights=insights)


def capacity(serverless: Serverless | None) -> Capacity | None:
    """Return the bounds of serverless instances."""
    if serverless is None:
        return None
    return Capacity(
        min_acu=serverless.min_acu,
        max_acu=serverless.max_acu,
        auto_pause_seconds=serverless.auto_pause_seconds,
    )
