"""Readers that come and go with the load, beside those that a cluster names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from aurora.catalogue.data import facts
from aurora.catalogue.limits import limit
from components.checks import Check
from components.component import Component, ComponentArgs

__all__ = ["Autoscaling", "AutoscalingArgs"]

NAMESPACE = "rds"


@dataclass(frozen=True, kw_only=True)
class AutoscalingArgs(ComponentArgs):
    """Arguments of reader autoscaling.

    AWS takes it for a regional cluster and for the writing region of a global database. Before a
    cluster is deleted, readers that autoscaling added must be gone: apply `max_readers` 0 first.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html

    Attributes:
        cluster_identifier: The cluster. A change replaces target and policies.
        instances: The cluster's instances: AWS wants one reader before it registers the target.
        min_readers: The fewest readers, 0 to 15. In place.
        max_readers: The most readers, 0 to 15. In place.
        cpu_percent: Average CPU of all readers that it steers to. None makes no such policy.
        connections: Average connections of all readers that it steers to. None likewise.
        scale_out_cooldown_seconds: Pause after readers were added. In place.
        scale_in_cooldown_seconds: Pause after readers were removed. In place.
    """

    cluster_identifier: str
    instances: Sequence[pulumi.Resource] = ()
    min_readers: int
    max_readers: int
    cpu_percent: float | None = 70
    connections: float | None = None
    scale_out_cooldown_seconds: int = 300
    scale_in_cooldown_seconds: int = 300


class Autoscaling(Component):
    """A scalable target on the number of readers, and a target-tracking policy for each measure.

    Attributes:
        resource_id: What is scaled, as Application Auto Scaling calls it.
    """

    TYPE = "aurora:index:Autoscaling"
    CHILDREN = ("scaling-target", "scaling-policy")
    CHECKS = (
        Check[AutoscalingArgs](
            code="AUR-112",
            holds=lambda args: (
                args.min_readers <= args.max_readers
                and all(
                    limit("autoscaling-readers").allows(count)
                    for count in (args.min_readers, args.max_readers)
                )
            ),
            message=lambda args: f"{args.min_readers} to {args.max_readers} readers",
            allowed=f"a minimum not above the maximum, {limit('autoscaling-readers')}",
            remedy="correct `min_readers` and `max_readers`",
        ),
        Check[AutoscalingArgs](
            code="AUR-112",
            holds=lambda args: args.cpu_percent is not None or args.connections is not None,
            message=lambda args: "there is nothing to steer to",
            allowed="`cpu_percent`, `connections`, or both",
            remedy="give one of them",
        ),
    )

    resource_id: str

    def __init__(
        self, name: str, args: AutoscalingArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        measures = facts("metrics")["autoscaling"]
        self.resource_id = f"cluster:{args.cluster_identifier}"
        target = aws.appautoscaling.Target(
            f"{name}-scaling-target",
            self.adapted(
                "scaling-target",
                aws.appautoscaling.TargetArgs(
                    region=args.region,
                    service_namespace=NAMESPACE,
                    scalable_dimension=measures["dimension"],
                    resource_id=self.resource_id,
                    min_capacity=args.min_readers,
                    max_capacity=args.max_readers,
                    tags=dict(args.tags),
                ),
            ),
            self.under(depends_on=args.instances),
        )
        wanted = {"cpu": args.cpu_percent, "connections": args.connections}
        for measure, value in wanted.items():
            if value is not None:
                self._policy(name, args, target, measure, value)
        self.register_outputs({"resourceId": self.resource_id})

    def _policy(
        self,
        name: str,
        args: AutoscalingArgs,
        target: aws.appautoscaling.Target,
        measure: str,
        value: float,
    ) -> None:
        tracking = aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationArgs(
            target_value=value,
            scale_out_cooldown=args.scale_out_cooldown_seconds,
            scale_in_cooldown=args.scale_in_cooldown_seconds,
            predefined_metric_specification=aws.appautoscaling.PolicyTargetTrackingScalingPolicyConfigurationPredefinedMetricSpecificationArgs(
                predefined_metric_type=facts("metrics")["autoscaling"][measure],
            ),
        )
        aws.appautoscaling.Policy(
            f"{name}-scaling-policy-{measure}",
            self.adapted(
                "scaling-policy",
                aws.appautoscaling.PolicyArgs(
                    region=args.region,
                    policy_type="TargetTrackingScaling",
                    service_namespace=target.service_namespace,
                    scalable_dimension=target.scalable_dimension,
                    resource_id=target.resource_id,
                    target_tracking_scaling_policy_configuration=tracking,
                ),
            ),
            self.under(),
        )
