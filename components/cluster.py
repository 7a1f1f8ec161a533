"""A cluster with its instances, parameters and logs: the unit that everything else is built on."""

from __future__ import annotations

from typing import Any

import pulumi
import pulumi_aws as aws

from aurora.catalogue.certificates import default_authority
from components.cluster_args import (
    ClusterArgs,
    Instance,
    PointInTime,
    Snapshot,
)
from components.cluster_checks import CHECKS
from components.component import Component
from components.credentials import ManagedCredentials, OwnCredentials
from components.log_groups import LogGroups, LogGroupsArgs
from components.maintenance_window import MaintenanceWindow
from components.parameter_group import ParameterGroup, ParameterGroupArgs

__all__ = ["Cluster"]

EXTENDED_SUPPORT = {
    True: "open-source-rds-extended-support",
    False: "open-source-rds-extended-support-disabled",
}

MEMBER_IGNORES = ("engineVersion", "globalClusterIdentifier", "replicationSourceIdentifier")
"""What the global database changes behind a member: an upgrade through it, and a switchover."""


class Cluster(Component):
    """An Aurora cluster, encrypted with the caller's key, its instances named by key.

    Attributes:
        identifier: Its identifier.
        arn: Its ARN.
        endpoint: Where to write. Outside the writing region of a global database it is there, but
            not answered.
        reader_endpoint: Where to read.
        port: The TCP port.
        secret_arn: The secret with the master password; None where there is none.
        resource: The cluster itself.
        instances: The instances by key.
        parameter_group: The parameter groups.
    """

    TYPE = "aurora:index:Cluster"
    CHILDREN = ("cluster", "instance", *ParameterGroup.CHILDREN, *LogGroups.CHILDREN)
    CHECKS = CHECKS

    identifier: str
    arn: pulumi.Output[str]
    endpoint: pulumi.Output[str]
    reader_endpoint: pulumi.Output[str]
    port: pulumi.Output[int]
    secret_arn: pulumi.Output[str | None]
    resource: aws.rds.Cluster
    instances: dict[str, aws.rds.ClusterInstance]
    parameter_group: ParameterGroup

    def __init__(
        self, name: str, args: ClusterArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        self.parameter_group = self._parameters(name, args)
        logs = self._logs(name, args)
        cluster = aws.rds.Cluster(
            f"{name}-cluster",
            self.adapted("cluster", self._arguments(args)),
            self.under(
                depends_on=(*logs.groups, *args.after),
                protect=args.protection.protect,
                ignore_changes=ignored(args),
                fixed_name=True,
            ),
        )
        self.instances = self._instances(name, args, cluster)
        self.identifier = args.identifier
        self.resource = cluster
        self.arn = cluster.arn
        self.endpoint = cluster.endpoint
        self.reader_endpoint = cluster.reader_endpoint
        self.port = cluster.port
        self.secret_arn = secret_arn(args, cluster)
        self.register_outputs(
            {
                "identifier": self.identifier,
                "arn": self.arn,
                "endpoint": self.endpoint,
                "readerEndpoint": self.reader_endpoint,
                "port": self.port,
                "secretArn": self.secret_arn,
            }
        )

    def _parameters(self, name: str, args: ClusterArgs) -> ParameterGroup:
        return ParameterGroup(
            name,
            ParameterGroupArgs(
                region=args.region,
                tags=args.tags,
                overrides=self.handed_on(ParameterGroup),
                engine=args.engine,
                engine_version=args.engine_version,
                log_exports=args.logs.exports,
                parameters=args.parameters,
                instance_parameters=args.instance_parameters,
                replaced_with=args.identity,
            ),
            self.under(),
        )

    def _logs(self, name: str, args: ClusterArgs) -> LogGroups:
        return LogGroups(
            name,
            LogGroupsArgs(
                region=args.region,
                tags=args.tags,
                overrides=self.handed_on(LogGroups),
                cluster_identifier=args.identifier,
                exports=args.logs.exports,
                key_arn=args.key_arn,
                retention_days=args.logs.retention_days,
            ),
            self.under(),
        )

    def _arguments(self, args: ClusterArgs) -> aws.rds.ClusterArgs:
        membership = args.membership
        return aws.rds.ClusterArgs(
            region=args.region,
            cluster_identifier=args.identifier,
            engine=args.engine,
            engine_mode="provisioned",
            engine_version=args.engine_version,
            engine_lifecycle_support=EXTENDED_SUPPORT[args.extended_support],
            auto_minor_version_upgrade=args.upgrades == "floor",
            port=args.port,
            storage_encrypted=True,
            storage_type=args.storage_type,
            kms_key_id=args.key_arn,
            db_subnet_group_name=args.subnet_group_name,
            vpc_security_group_ids=list(args.security_group_ids),
            db_cluster_parameter_group_name=self.parameter_group.cluster_group_name,
            iam_database_authentication_enabled=args.iam_authentication,
            enable_http_endpoint=args.data_api,
            enable_local_write_forwarding=args.local_write_forwarding,
            enable_global_write_forwarding=membership.write_forwarding if membership else None,
            global_cluster_identifier=membership.global_cluster_identifier if membership else None,
            preferred_maintenance_window=args.maintenance_window,
            apply_immediately=args.apply_immediately,
            deletion_protection=args.protection.deletion_protection,
            tags=dict(args.tags),
            **content(args),
            **backups(args, self.parameter_group),
            **monitoring(args),
        )

    def _instances(
        self, name: str, args: ClusterArgs, cluster: aws.rds.Cluster
    ) -> dict[str, aws.rds.ClusterInstance]:
        window = MaintenanceWindow.read(args.maintenance_window)
        windows = window.staggered(tuple(args.instances)) if window else {}
        made: dict[str, aws.rds.ClusterInstance] = {}
        for key, instance in args.instances.items():
            # The first instance that RDS makes in a cluster becomes its writer.
            first = tuple(made.values())[:1]
            made[key] = aws.rds.ClusterInstance(
                f"{name}-instance-{key}",
                self.adapted("instance", self._instance(args, key, instance, cluster, windows)),
                self.under(depends_on=first, protect=args.protection.protect, fixed_name=True),
            )
        return made

    def _instance(
        self,
        args: ClusterArgs,
        key: str,
        instance: Instance,
        cluster: aws.rds.Cluster,
        windows: dict[str, str],
    ) -> aws.rds.ClusterInstanceArgs:
        insights = args.monitoring.insights
        interval = args.monitoring.interval
        return aws.rds.ClusterInstanceArgs(
            region=args.region,
            identifier=f"{args.identifier}-instance-{key}",
            cluster_identifier=cluster.id,
            engine=aws.rds.EngineType(args.engine),
            instance_class=instance.class_,
            promotion_tier=instance.promotion_tier,
            availability_zone=instance.availability_zone,
            db_parameter_group_name=self.parameter_group.instance_group_name,
            ca_cert_identifier=args.ca_certificate or default_authority(),
            publicly_accessible=False,
            auto_minor_version_upgrade=args.upgrades == "floor",
            preferred_maintenance_window=windows[key],
            copy_tags_to_snapshot=True,
            monitoring_interval=interval,
            monitoring_role_arn=args.monitoring.role_arn if interval else None,
            performance_insights_enabled=insights is not None,
            performance_insights_kms_key_id=args.key_arn if insights else None,
            performance_insights_retention_period=insights.retention_days if insights else None,
            apply_immediately=args.apply_immediately,
            tags=dict(args.tags),
        )


def ignored(args: ClusterArgs) -> tuple[str, ...]:
    """Return the properties whose drift is not ours to undo."""
    if args.membership:
        return MEMBER_IGNORES
    return ("engineVersion",) if args.upgrades == "floor" else ()


def content(args: ClusterArgs) -> dict[str, Any]:
    """Return the arguments that say what is in the database and who is its master user."""
    given: dict[str, Any] = {}
    match args.source:
        case Snapshot(identifier=identifier):
            given["snapshot_identifier"] = identifier
        case PointInTime() as moment:
            given["restore_to_point_in_time"] = aws.rds.ClusterRestoreToPointInTimeArgs(
                source_cluster_identifier=moment.cluster_identifier,
                restore_type=moment.restore_type,
                restore_to_time=moment.time,
                use_latest_restorable_time=None if moment.time else True,
            )
        case None if args.credentials:
            given["database_name"] = args.database_name
            given["master_username"] = args.credentials.username
    match args.credentials:
        case ManagedCredentials(key_arn=key_arn):
            given["manage_master_user_password"] = True
            given["master_user_secret_kms_key_id"] = key_arn
        case OwnCredentials() as own:
            given["master_password_wo"] = own.password
            given["master_password_wo_version"] = own.generation
    if args.serverless:
        given["serverlessv2_scaling_configuration"] = (
            aws.rds.ClusterServerlessv2ScalingConfigurationArgs(
                min_capacity=args.serverless.min_acu,
                max_capacity=args.serverless.max_acu,
                seconds_until_auto_pause=args.serverless.auto_pause_seconds,
            )
        )
    return given


def backups(args: ClusterArgs, group: ParameterGroup) -> dict[str, Any]:
    """Return the arguments of backups. The final snapshot's name is new in each generation."""
    final = args.backups.final_snapshot
    return {
        "backup_retention_period": args.backups.retention_days,
        "preferred_backup_window": args.backups.window,
        "backtrack_window": args.backups.backtrack_seconds or None,
        "copy_tags_to_snapshot": True,
        "delete_automated_backups": not args.backups.retain_automated,
        "skip_final_snapshot": not final,
        "final_snapshot_identifier": (
            pulumi.Output.concat(args.identifier, "-final-", group.suffix) if final else None
        ),
    }


def monitoring(args: ClusterArgs) -> dict[str, Any]:
    """Return the arguments that instances made by autoscaling inherit."""
    insights, interval = args.monitoring.insights, args.monitoring.interval
    return {
        "enabled_cloudwatch_logs_exports": list(args.logs.exports),
        "monitoring_interval": interval,
        "monitoring_role_arn": args.monitoring.role_arn if interval else None,
        "database_insights_mode": insights.mode if insights else "standard",
        "performance_insights_enabled": insights is not None,
        "performance_insights_kms_key_id": args.key_arn if insights else None,
        "performance_insights_retention_period": insights.retention_days if insights else None,
    }


def secret_arn(args: ClusterArgs, cluster: aws.rds.Cluster) -> pulumi.Output[str | None]:
    """Return the ARN of the secret with the master password."""
    match args.credentials:
        case ManagedCredentials():
            return cluster.master_user_secrets.apply(
                lambda secrets: secrets[0].secret_arn if secrets else None
            )
        case OwnCredentials(secret_arn=arn):
            return pulumi.Output.from_input(arn)
    return pulumi.Output.from_input(None)
