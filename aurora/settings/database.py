"""The database inside the cluster, and who may enter."""

from __future__ import annotations

from typing import Annotated, Literal

from aurora.settings.section import DOCS, About, Change, Section, within

__all__ = ["Database", "MemberDatabase"]


class Database(Section):
    """The first database, its master user and its port."""

    name: Annotated[
        str,
        About(
            "The database that is created with the cluster: a letter, then letters, digits and "
            "underscores.",
            example="ecommerce_db",
            change=Change.REPLACES_DATABASE,
            link=DOCS + "Aurora.CreateInstance.html",
        ),
    ]
    username: Annotated[
        str,
        About(
            "The master user: a letter, then letters, digits and underscores; at most 16.",
            example="ecommerce_admin",
            change=Change.REPLACES_DATABASE,
            link=DOCS + "UsingWithRDS.MasterAccounts.html",
        ),
    ]
    port: Annotated[
        int,
        within("port"),
        About(
            "The port of the cluster.",
            example=3307,
            default="the engine's, 3306 or 5432",
            change=Change.RESTART,
            link=DOCS + "Aurora.Modifying.html",
        ),
    ]
    credentials: Annotated[
        Literal["managed", "secret"],
        About(
            "Who keeps the master password: managed, RDS makes and rotates it in Secrets Manager; "
            "secret, the platform makes it and keeps it in a secret of its own.",
            example="managed",
            default="managed; secret in a global database, where AWS offers no other",
            link=DOCS + "rds-secrets-manager.html",
        ),
    ] = "managed"
    iam_authentication: Annotated[
        bool,
        About(
            "Whether database users may log in with an IAM token instead of a password.",
            example=True,
            link=DOCS + "UsingWithRDS.IAMDBAuth.html",
        ),
    ] = True


class MemberDatabase(Database):
    """The first database of a global database: its password is ours, AWS manages none there."""

    credentials: Annotated[
        Literal["secret"],
        About(
            "Who keeps the master password. Only secret: the platform makes it and keeps it in a "
            "secret that is replicated to every region.",
            example="secret",
            link=DOCS + "rds-secrets-manager.html",
        ),
    ] = "secret"
