"""The parameters of a cluster and of its instances, under names that carry the family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import pulumi
import pulumi_aws as aws

from aurora.catalogue.engines import major_of
from aurora.catalogue.logs import log_types
from aurora.catalogue.parameters import apply_method, platform_parameters
from components.checks import Check
from components.component import Component, ComponentArgs

__all__ = ["ParameterGroup", "ParameterGroupArgs"]

ParameterValue = str | int | float | bool


@dataclass(frozen=True, kw_only=True)
class ParameterGroupArgs(ComponentArgs):
    """Arguments of the parameter groups of one cluster.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_WorkingWithParamGroups.html

    Attributes:
        engine: `aurora-mysql` or `aurora-postgresql`.
        engine_version: The version; its major gives the family. Another major makes new groups
            first and takes the old away afterwards.
        log_exports: Log types that are exported: the parameters that they need are set.
        parameters: Cluster parameters beside those of the platform (TLS, logs), over which they
            win. Dynamic ones in place, static ones at the next restart.
        instance_parameters: Parameters of the instances' own group. Likewise.
        replaced_with: Whatever, when it changes, makes the cluster a new one; the groups are then
            replaced too. Default: nothing.
    """

    engine: str
    engine_version: str
    log_exports: Sequence[str] = ()
    parameters: Mapping[str, ParameterValue] = field(default_factory=lambda: MappingProxyType({}))
    instance_parameters: Mapping[str, ParameterValue] = field(
        default_factory=lambda: MappingProxyType({})
    )
    replaced_with: Sequence[str] = ()

    @property
    def family(self) -> str:
        """The parameter group family: `aurora-mysql8.0`."""
        major = major_of(self.engine, self.engine_version)
        return major.family if major else ""


class ParameterGroup(Component):
    """A cluster parameter group and an instance parameter group of the same family.

    Attributes:
        cluster_group_name: The cluster parameter group.
        instance_group_name: The instances' parameter group.
        suffix: The random end of the automatic name of the cluster group: it stays as long as
            the group does, so it tells one generation of the cluster from the next.
    """

    TYPE = "aurora:index:ParameterGroup"
    CHILDREN = ("cluster-parameters", "instance-parameters")
    CHECKS = (
        Check[ParameterGroupArgs](
            code="AUR-102",
            holds=lambda args: bool(args.family),
            message=lambda args: f"no family is known for {args.engine} {args.engine_version}",
            allowed="a version of a major that the catalogue knows",
            remedy="correct `engine` or `engine_version`",
        ),
    )

    cluster_group_name: pulumi.Output[str]
    instance_group_name: pulumi.Output[str]
    suffix: pulumi.Output[str]

    def __init__(
        self, name: str, args: ParameterGroupArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        family = args.family
        # RDS takes dots in its own names only.
        key = family.replace(".", "-")
        cluster = aws.rds.ClusterParameterGroup(
            f"{name}-cluster-parameters-{key}",
            self.adapted(
                "cluster-parameters",
                aws.rds.ClusterParameterGroupArgs(
                    region=args.region,
                    family=family,
                    description=f"Cluster parameters of {name}, {family}",
                    parameters=[
                        aws.rds.ClusterParameterGroupParameterArgs(
                            name=parameter,
                            value=text(value),
                            apply_method=apply_method(args.engine, parameter),
                        )
                        for parameter, value in sorted(cluster_parameters(args).items())
                    ],
                    tags=dict(args.tags),
                ),
            ),
            pulumi.ResourceOptions.merge(
                self.under(),
                pulumi.ResourceOptions(replacement_trigger=list(args.replaced_with) or None),
            ),
        )
        instance = aws.rds.ParameterGroup(
            f"{name}-instance-parameters-{key}",
            self.adapted(
                "instance-parameters",
                aws.rds.ParameterGroupArgs(
                    region=args.region,
                    family=family,
                    description=f"Instance parameters of {name}, {family}",
                    parameters=[
                        aws.rds.ParameterGroupParameterArgs(
                            name=parameter,
                            value=text(value),
                            apply_method=apply_method(args.engine, parameter),
                        )
                        for parameter, value in sorted(args.instance_parameters.items())
                    ],
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )
        self.cluster_group_name = cluster.name
        self.instance_group_name = instance.name
        self.suffix = cluster.name.apply(lambda full: full.rpartition("-")[2])
        self.register_outputs(
            {
                "clusterGroupName": self.cluster_group_name,
                "instanceGroupName": self.instance_group_name,
            }
        )


def cluster_parameters(args: ParameterGroupArgs) -> dict[str, ParameterValue]:
    """Return the cluster's parameters: the platform's, the logs', then the caller's own."""
    known = log_types(args.engine)
    needed = {
        parameter: value
        for log_type in args.log_exports
        if log_type in known
        for parameter, value in known[log_type].parameters.items()
    }
    return {**platform_parameters(args.engine), **needed, **args.parameters}


def text(value: ParameterValue) -> str:
    """Return a parameter's value as RDS takes it: 1 and 0 for true and false."""
    return str(int(value)) if isinstance(value, bool) else str(value)
