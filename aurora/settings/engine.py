"""Which engine, which version, and who upgrades it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from aurora.settings.section import DOCS, About, Change, Frozen, Section

__all__ = ["DevelopmentEngine", "Engine", "GlobalEngine"]


class Engine(Section):
    """The database engine of every cluster of the stack."""

    type: Annotated[
        Literal["aurora-mysql", "aurora-postgresql"],
        About(
            "The engine.",
            example="aurora-mysql",
            change=Change.REPLACES_DATABASE,
            link=DOCS + "Welcome.html",
        ),
    ]
    version: Annotated[
        str,
        Field(min_length=1),
        About(
            "The engine version, exactly as AWS spells it; in quotes, because YAML reads 16.10 as "
            "the number 16.1.",
            example="8.0.mysql_aurora.3.10.3",
            change=Change.RESTART,
            link=DOCS + "Aurora.VersionPolicy.html",
        ),
    ]
    upgrades: Annotated[
        Literal["pinned", "floor"],
        About(
            "Who moves the minor version: pinned, only this file (AWS's automatic minor upgrade is "
            "off); floor, AWS too, and the version here is a minimum.",
            example="pinned",
            default="pinned; floor in development",
            link=DOCS + "USER_UpgradeDBInstance.Upgrading.html",
        ),
    ] = "pinned"
    mode: Annotated[
        Literal["provisioned"],
        About(
            "The engine mode. Serverless v2 is `provisioned` too: its instances are db.serverless.",
            example="provisioned",
            change=Change.REPLACES_DATABASE,
            link=DOCS + "aurora-serverless-v2.html",
        ),
    ] = "provisioned"
    storage: Annotated[
        Literal["aurora", "aurora-iopt1"],
        About(
            "The storage type: aurora pays for each I/O, aurora-iopt1 (I/O-Optimized) does not. "
            "From aurora to aurora-iopt1 at most once in 30 days, back at any time.",
            example="aurora",
            link=DOCS + "Aurora.Overview.StorageReliability.html",
        ),
    ] = "aurora"
    extended_support: Annotated[
        bool,
        About(
            "Whether to stay, for a charge, on a major version past its standard support.",
            example=False,
            change=Change.AT_CREATION,
            link=DOCS + "extended-support.html",
        ),
    ] = False
    local_write_forwarding: Annotated[
        bool,
        About(
            "Whether readers pass writes on to the writer of their cluster.",
            example=False,
            link=DOCS + "aurora-mysql-write-forwarding.html",
        ),
    ] = False
    parameters: Annotated[
        Frozen[str | int | float | bool],
        About(
            "Cluster parameters beside those that the platform sets (TLS, log exports). Static "
            "ones take effect at the next restart.",
            example={"max_connections": 2000},
            change=Change.RESTART,
            link=DOCS + "USER_WorkingWithParamGroups.html",
        ),
    ] = Field(default_factory=lambda: MappingProxyType({}))


class DevelopmentEngine(Engine):
    """The engine in development: AWS may move the minor version."""

    upgrades: Annotated[
        Literal["pinned", "floor"],
        About(
            "Who moves the minor version: pinned, only this file; floor, AWS too, and the version "
            "here is a minimum.",
            example="floor",
            link=DOCS + "USER_UpgradeDBInstance.Upgrading.html",
        ),
    ] = "floor"


class GlobalEngine(Engine):
    """The engine of a global database."""

    global_write_forwarding: Annotated[
        bool,
        About(
            "Whether clusters outside the writing region pass writes on to it.",
            example=False,
            link=DOCS + "aurora-global-database-write-forwarding.html",
        ),
    ] = False
