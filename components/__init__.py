"""What exists: Pulumi components for Aurora, each usable in any program of yours."""

from __future__ import annotations

from components.alarms import Alarms, AlarmsArgs, Thresholds
from components.autoscaling import Autoscaling, AutoscalingArgs
from components.backup_plan import BackupPlan, BackupPlanArgs
from components.cluster import Cluster
from components.cluster_args import (
    Backups,
    Capacity,
    ClusterArgs,
    Insights,
    Instance,
    Logs,
    Monitoring,
    PointInTime,
    Protection,
    Snapshot,
)
from components.component import Component, ComponentArgs
from components.credentials import (
    ManagedCredentials,
    MasterSecret,
    MasterSecretArgs,
    OwnCredentials,
)
from components.dashboard import Dashboard, DashboardArgs, Watched
from components.encryption_key import EncryptionKey, EncryptionKeyArgs
from components.event_subscriptions import EventSubscriptions, EventSubscriptionsArgs
from components.flow_log import FlowLog, FlowLogArgs
from components.global_database import GlobalDatabase, GlobalDatabaseArgs, Member
from components.log_groups import LogGroups, LogGroupsArgs
from components.monitoring_role import MonitoringRole, MonitoringRoleArgs
from components.network import Network, NetworkArgs
from components.parameter_group import ParameterGroup, ParameterGroupArgs
from components.proxy import Proxy, ProxyArgs
from components.security_group import SecurityGroup, SecurityGroupArgs
from components.topic import Topic, TopicArgs

__all__ = [
    "Alarms",
    "AlarmsArgs",
    "Autoscaling",
    "AutoscalingArgs",
    "BackupPlan",
    "BackupPlanArgs",
    "Backups",
    "Capacity",
    "Cluster",
    "ClusterArgs",
    "Component",
    "ComponentArgs",
    "Dashboard",
    "DashboardArgs",
    "EncryptionKey",
    "EncryptionKeyArgs",
    "EventSubscriptions",
    "EventSubscriptionsArgs",
    "FlowLog",
    "FlowLogArgs",
    "GlobalDatabase",
    "GlobalDatabaseArgs",
    "Insights",
    "Instance",
    "LogGroups",
    "LogGroupsArgs",
    "Logs",
    "ManagedCredentials",
    "MasterSecret",
    "MasterSecretArgs",
    "Member",
    "Monitoring",
    "MonitoringRole",
    "MonitoringRoleArgs",
    "Network",
    "NetworkArgs",
    "OwnCredentials",
    "ParameterGroup",
    "ParameterGroupArgs",
    "PointInTime",
    "Protection",
    "Proxy",
    "ProxyArgs",
    "SecurityGroup",
    "SecurityGroupArgs",
    "Snapshot",
    "Thresholds",
    "Topic",
    "TopicArgs",
    "Watched",
]
