"""An RDS Proxy in front of a cluster: pooled connections over TLS, logged in by IAM."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from components.component import Component, ComponentArgs
from components.policy_document import ROLE_NAME, document, trust

__all__ = ["Proxy", "ProxyArgs"]

FAMILIES = {"aurora-mysql": "MYSQL", "aurora-postgresql": "POSTGRESQL"}


@dataclass(frozen=True, kw_only=True)
class ProxyArgs(ComponentArgs):
    """Arguments of a proxy.

    A cluster behind a proxy never pauses, so 0 ACU saves nothing there.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-proxy.html

    Attributes:
        identifier: The proxy's name, part of its endpoint. A change REPLACES the proxy.
        engine: The engine of the cluster. A change REPLACES the proxy.
        cluster_identifier: The cluster. A change replaces the target.
        instances: The cluster's instances: a target without any is refused.
        secret_arn: The secret with which the proxy logs in to the database. In place.
        key_arn: The KMS key of that secret and of the proxy's log.
        subnet_ids: Private subnets in at least two zones. A change REPLACES the proxy.
        security_group_ids: Groups that let the clients in and the proxy out. In place.
        iam_authentication: Whether clients must log in with an IAM token. In place.
        idle_client_timeout_seconds: When an idle client is let go, 1 to 28,800. In place.
        max_connections_percent: Share of the database's connections that it may use. In place.
        log_retention_days: How long the proxy's own log is kept, in days. In place.
    """

    identifier: str
    engine: str
    cluster_identifier: pulumi.Input[str]
    instances: Sequence[pulumi.Resource] = ()
    secret_arn: pulumi.Input[str | None]
    key_arn: pulumi.Input[str]
    subnet_ids: pulumi.Input[Sequence[pulumi.Input[str]]]
    security_group_ids: Sequence[pulumi.Input[str]]
    iam_authentication: bool = True
    idle_client_timeout_seconds: int = 1800
    max_connections_percent: int = 100
    log_retention_days: int = 365


class Proxy(Component):
    """A proxy with its role, its log group, its pool and its target.

    Attributes:
        name: Its name in AWS.
        endpoint: Where clients connect.
        arn: Its ARN.
    """

    TYPE = "aurora:index:Proxy"
    CHILDREN = (
        "proxy",
        "proxy-role",
        "proxy-policy",
        "proxy-log-group",
        "proxy-pool",
        "proxy-target",
    )

    identifier: str
    endpoint: pulumi.Output[str]
    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: ProxyArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        log_group = aws.cloudwatch.LogGroup(
            f"{name}-proxy-log-group",
            self.adapted(
                "proxy-log-group",
                aws.cloudwatch.LogGroupArgs(
                    region=args.region,
                    name=f"/aws/rds/proxy/{args.identifier}",
                    retention_in_days=args.log_retention_days,
                    kms_key_id=args.key_arn,
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )
        proxy = self._proxy(name, args, log_group)
        self._target(name, args, proxy)
        self.identifier = args.identifier
        self.endpoint = proxy.endpoint
        self.arn = proxy.arn
        self.register_outputs({"endpoint": self.endpoint, "arn": self.arn})

    def _proxy(
        self, name: str, args: ProxyArgs, log_group: aws.cloudwatch.LogGroup
    ) -> aws.rds.Proxy:
        role, policy = self._role(name, args)
        return aws.rds.Proxy(
            f"{name}-proxy",
            self.adapted(
                "proxy",
                aws.rds.ProxyArgs(
                    region=args.region,
                    name=args.identifier,
                    engine_family=FAMILIES[args.engine],
                    role_arn=role.arn,
                    require_tls=True,
                    debug_logging=False,
                    idle_client_timeout=args.idle_client_timeout_seconds,
                    vpc_subnet_ids=args.subnet_ids,
                    vpc_security_group_ids=list(args.security_group_ids),
                    auths=[
                        aws.rds.ProxyAuthArgs(
                            auth_scheme="SECRETS",
                            iam_auth="REQUIRED" if args.iam_authentication else "DISABLED",
                            secret_arn=known(args.secret_arn),
                        )
                    ],
                    tags=dict(args.tags),
                ),
            ),
            # Without the policy the proxy comes up unable to read its secret.
            self.under(depends_on=(log_group, policy)),
        )

    def _role(self, name: str, args: ProxyArgs) -> tuple[aws.iam.Role, aws.iam.RolePolicy]:
        role = aws.iam.Role(
            f"{name}-proxy-role",
            self.adapted(
                "proxy-role",
                aws.iam.RoleArgs(
                    name=self.short_name(f"{name}-proxy-role", ROLE_NAME),
                    description=f"Reads the database secret for the proxy {args.identifier}",
                    assume_role_policy=trust("rds.amazonaws.com"),
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )
        policy = aws.iam.RolePolicy(
            f"{name}-proxy-policy",
            self.adapted(
                "proxy-policy",
                aws.iam.RolePolicyArgs(
                    role=role.name,
                    policy=document(
                        [
                            {
                                "Effect": "Allow",
                                "Action": "secretsmanager:GetSecretValue",
                                "Resource": known(args.secret_arn),
                            },
                            {
                                "Effect": "Allow",
                                "Action": "kms:Decrypt",
                                "Resource": args.key_arn,
                                "Condition": {
                                    "StringEquals": {
                                        "kms:ViaService": (
                                            f"secretsmanager.{args.region}.amazonaws.com"
                                        )
                                    }
                                },
                            },
                        ]
                    ),
                ),
            ),
            self.under(),
        )
        return role, policy

    def _target(self, name: str, args: ProxyArgs, proxy: aws.rds.Proxy) -> None:
        pool = aws.rds.ProxyDefaultTargetGroup(
            f"{name}-proxy-pool",
            self.adapted(
                "proxy-pool",
                aws.rds.ProxyDefaultTargetGroupArgs(
                    region=args.region,
                    db_proxy_name=proxy.name,
                    connection_pool_config=aws.rds.ProxyDefaultTargetGroupConnectionPoolConfigArgs(
                        max_connections_percent=args.max_connections_percent,
                    ),
                ),
            ),
            self.under(),
        )
        aws.rds.ProxyTarget(
            f"{name}-proxy-target",
            self.adapted(
                "proxy-target",
                aws.rds.ProxyTargetArgs(
                    region=args.region,
                    db_proxy_name=proxy.name,
                    target_group_name=pool.name,
                    db_cluster_identifier=args.cluster_identifier,
                ),
            ),
            self.under(depends_on=args.instances),
        )


def known(secret_arn: pulumi.Input[str | None]) -> pulumi.Output[str]:
    """Return the ARN of the secret; a cluster without a password of its own has none."""
    return pulumi.Output.from_input(secret_arn).apply(lambda arn: arn or "")
