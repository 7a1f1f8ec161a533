"""Who keeps the master password.

RDS keeps it for a regional cluster (`ManagedCredentials`): it makes it, stores it in Secrets
Manager and rotates it, and no program ever sees it. AWS does not offer that to a member of a global
database, so there the platform keeps it in a secret of its own (`MasterSecret`).

Such a password must be random, must be the same at every run, and must be known to the program,
because CreateDBCluster takes it as text. AWS's own generator answers anew at each call, a hosted
rotation needs a Lambda function inside the VPC, the plugin `random` cannot be had without its
download server, and an automatic name is lasting but public. What is left is the state itself:
`pulumi.Stash` is part of the engine, needs no plugin, keeps the first value that it was given, and
keeps it encrypted as every secret. So the caller offers a candidate at each run (a component draws
no random numbers), the stash takes the first and forgets the others, and the secret and the cluster
both read the stash. A new `generation` is a new stash: the next candidate becomes the password.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pulumi
import pulumi_aws as aws
from pulumi.stash import StashArgs

from components.checks import Check
from components.component import Component, ComponentArgs

__all__ = [
    "Credentials",
    "ManagedCredentials",
    "MasterSecret",
    "MasterSecretArgs",
    "OwnCredentials",
]


@dataclass(frozen=True, kw_only=True)
class ManagedCredentials:
    """RDS makes, keeps and rotates the master password. Regional clusters only.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html

    Attributes:
        username: The master user. A change REPLACES THE DATABASE.
        key_arn: The KMS key of the secret. AWS cannot change it in place.
    """

    username: str
    key_arn: pulumi.Input[str]


@dataclass(frozen=True, kw_only=True)
class OwnCredentials:
    """A master password that the caller keeps, such as in a `MasterSecret`.

    Attributes:
        username: The master user. A change REPLACES THE DATABASE.
        password: The password, a secret. A change alone does nothing: see `generation`.
        generation: Counts the passwords. A change sends the password to the cluster, in place;
            connections stay, new ones need the new password.
        secret_arn: The secret that holds it, for outputs and the proxy. Default: none.
    """

    username: str
    password: pulumi.Input[str]
    generation: int = 1
    secret_arn: pulumi.Input[str] | None = None

    def __repr__(self) -> str:
        """Return the credentials without the password."""
        return f"OwnCredentials(username={self.username!r}, generation={self.generation})"


Credentials = ManagedCredentials | OwnCredentials
"""Who keeps the master password of a cluster."""


@dataclass(frozen=True, kw_only=True)
class MasterSecretArgs(ComponentArgs):
    """Arguments of a master secret.

    AWS: https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html

    Attributes:
        username: The master user that the password belongs to.
        candidate: What the password becomes if there is none of this generation yet: random, 8 to
            41 characters, without `/`, `@`, quotes and spaces. Ignored ever after.
        key_arn: The KMS key of the secret, in `region`. In place.
        engine: The engine, so that AWS's own tools can read the secret.
        database_name: The database, likewise.
        port: The port, likewise.
        generation: Counts the passwords: a higher one makes the candidate the password, and the
            cluster that reads it takes it over in place.
        replicas: For each further region, the KMS key of the copy there. In place.
        recovery_window_days: Days during which a deleted secret can be brought back, 7 to 30, or 0
            for none. In place; it counts at deletion.
        rotation_lambda_arn: A function that rotates the password, such as AWS's
            SecretsManagerRDSMySQLRotationSingleUser. With it the secret changes behind the
            stash, which then is only the first password. Default: none; `generation` rotates.
        rotation_days: Days between two rotations by that function. In place.
    """

    username: str
    candidate: pulumi.Input[str]
    key_arn: pulumi.Input[str]
    engine: str
    database_name: str
    port: int
    generation: int = 1
    replicas: Mapping[str, pulumi.Input[str]] = field(default_factory=lambda: MappingProxyType({}))
    recovery_window_days: int = 30
    rotation_lambda_arn: pulumi.Input[str] | None = None
    rotation_days: int = 30

    def __repr__(self) -> str:
        """Return the arguments without the candidate."""
        return f"MasterSecretArgs(username={self.username!r}, generation={self.generation})"


class MasterSecret(Component):
    """A master password in Secrets Manager, encrypted with our key, copied to other regions.

    Attributes:
        arn: The secret's ARN. Its value is never an output.
        credentials: What a cluster takes. It is ready when the secret holds the password, so no
            cluster is made with a password that nobody can look up.
    """

    TYPE = "aurora:index:MasterSecret"
    CHILDREN = ("secret", "password", "secret-version", "secret-rotation")
    CHECKS = (
        Check[MasterSecretArgs](
            code="AUR-106",
            holds=lambda args: args.region not in args.replicas,
            message=lambda args: f"the secret of {args.region} cannot have a copy there",
            remedy="leave its own region out of `replicas`",
        ),
        Check[MasterSecretArgs](
            code="AUR-106",
            holds=lambda args: args.generation >= 1,
            message=lambda args: f"{args.generation} is no generation of a password",
            allowed="1 or more",
            remedy="count up by one to change the password",
        ),
    )

    arn: pulumi.Output[str]
    credentials: OwnCredentials

    def __init__(
        self, name: str, args: MasterSecretArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        secret = self._secret(name, args)
        stash = pulumi.Stash(
            f"{name}-password-{args.generation}",
            self.adapted("password", StashArgs(input=pulumi.Output.secret(args.candidate))),
            self.under(ignore_changes=["input"]),
        )
        password = pulumi.Output.secret(stash.output)
        version = aws.secretsmanager.SecretVersion(
            f"{name}-secret-version",
            self.adapted(
                "secret-version",
                aws.secretsmanager.SecretVersionArgs(
                    region=args.region,
                    secret_id=secret.id,
                    # Write-only: a refresh does not fetch the value, and a rotation by somebody
                    # else is not undone by the next run.
                    secret_string_wo=pulumi.Output.json_dumps(
                        {
                            "engine": "mysql" if args.engine == "aurora-mysql" else "postgres",
                            "username": args.username,
                            "password": password,
                            "dbname": args.database_name,
                            "port": args.port,
                        },
                        sort_keys=True,
                    ),
                    secret_string_wo_version=args.generation,
                ),
            ),
            self.under(),
        )
        self._rotation(name, args, secret)
        self.arn = secret.arn
        self.credentials = OwnCredentials(
            username=args.username,
            password=pulumi.Output.secret(
                pulumi.Output.all(password, version.id).apply(lambda known: known[0])
            ),
            generation=args.generation,
            secret_arn=secret.arn,
        )
        self.register_outputs({"arn": self.arn})

    def _secret(self, name: str, args: MasterSecretArgs) -> aws.secretsmanager.Secret:
        replicas = [
            aws.secretsmanager.SecretReplicaArgs(region=region, kms_key_id=key_arn)
            for region, key_arn in sorted(args.replicas.items())
        ]
        return aws.secretsmanager.Secret(
            f"{name}-secret",
            self.adapted(
                "secret",
                aws.secretsmanager.SecretArgs(
                    region=args.region,
                    description=f"Master user {args.username} of {name}",
                    kms_key_id=args.key_arn,
                    recovery_window_in_days=args.recovery_window_days,
                    replicas=replicas or None,
                    tags=dict(args.tags),
                ),
            ),
            self.under(),
        )

    def _rotation(
        self, name: str, args: MasterSecretArgs, secret: aws.secretsmanager.Secret
    ) -> None:
        if args.rotation_lambda_arn is None:
            return
        aws.secretsmanager.SecretRotation(
            f"{name}-secret-rotation",
            self.adapted(
                "secret-rotation",
                aws.secretsmanager.SecretRotationArgs(
                    region=args.region,
                    secret_id=secret.id,
                    rotation_lambda_arn=args.rotation_lambda_arn,
                    rotation_rules=aws.secretsmanager.SecretRotationRotationRulesArgs(
                        automatically_after_days=args.rotation_days
                    ),
                ),
            ),
            self.under(),
        )
