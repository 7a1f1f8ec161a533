"""The three kinds of stack, each one model of everything that its file may say."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from aurora.catalogue import engines, logs
from aurora.catalogue.limits import limit
from aurora.settings.backup import Backup, DevelopmentBackup, GlobalBackup, Maintenance
from aurora.settings.capacity import Autoscaling, Proxy, Readers, Serverless, Writer
from aurora.settings.database import Database, MemberDatabase
from aurora.settings.engine import DevelopmentEngine, Engine, GlobalEngine
from aurora.settings.network import Network
from aurora.settings.observability import (
    Alarms,
    DevelopmentLogs,
    GlobalAlarms,
    GlobalMonitoring,
    Logs,
    Monitoring,
)
from aurora.settings.protection import DevelopmentProtection, Protection
from aurora.settings.restore import Restore
from aurora.settings.section import DOCS, About, Change, Frozen, Section

__all__ = [
    "DevelopmentSettings",
    "GlobalSettings",
    "KINDS",
    "ProductionSettings",
    "RegionSettings",
    "RegionalSettings",
    "Settings",
]

REGIONS = DOCS + "Concepts.RegionsAndAvailabilityZones.html"
GLOBAL = DOCS + "aurora-global-database.html"


class StackSettings(Section):
    """What every kind of stack says."""

    application: Annotated[
        str,
        About(
            "What the database is for: the first part of every name in AWS. Lower-case letters, "
            "digits and single hyphens.",
            example="ecommerce",
            change=Change.NAMES,
        ),
    ]
    maintenance: Annotated[Maintenance, About("When AWS may patch.")] = Maintenance()
    tags: Annotated[
        Frozen[str],
        About(
            "Tags on every resource that takes tags.",
            example={"Environment": "Production", "Application": "ecommerce"},
            link="https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html",
        ),
    ] = Field(default_factory=lambda: MappingProxyType({}))
    acknowledge: Annotated[
        tuple[str, ...],
        Field(strict=False),
        About(
            "Codes of warnings that are known and meant, so that they are no longer printed.",
            example=["AUR-071"],
            change=Change.OURS,
        ),
    ] = ()

    @model_validator(mode="before")
    @classmethod
    def fill(cls, given: object) -> object:
        """Fill the defaults that follow from the engine and from other fields."""
        return derived(cls, given)


class RegionalSettings(StackSettings):
    """One cluster in one region."""

    region: Annotated[
        str,
        About(
            "The AWS region.",
            example="us-east-1",
            change=Change.REPLACES_DATABASE,
            link=REGIONS,
        ),
    ]
    network: Annotated[Network, About("The VPC and who may connect.")]
    autoscaling: Annotated[
        Autoscaling | None,
        About("Readers that follow the load.", default="no autoscaling"),
    ] = None
    serverless: Annotated[
        Serverless | None,
        About("Capacity of db.serverless instances.", default="no serverless instances"),
    ] = None
    proxy: Annotated[Proxy, About("An RDS Proxy.")] = Proxy()
    data_api: Annotated[
        bool,
        About(
            "Whether SQL can be sent over HTTPS (the RDS Data API).",
            example=True,
            link=DOCS + "data-api.html",
        ),
    ] = False
    restore: Annotated[
        Restore | None,
        About("Where the first data comes from.", default="an empty database"),
    ] = None


class ProductionSettings(RegionalSettings):
    """A highly available cluster in one region."""

    environment: Annotated[
        Literal["production"],
        About("The kind of stack.", example="production", change=Change.NAMES),
    ]
    engine: Annotated[Engine, About("The database engine.")]
    database: Annotated[Database, About("The first database and its master user.")]
    backup: Annotated[Backup, About("Automated backups.")] = Backup()
    logs: Annotated[Logs, About("Log exports.", default="the usual ones, 365 days")]
    monitoring: Annotated[Monitoring, About("Monitoring.", default="every 60 seconds")]
    alarms: Annotated[Alarms, About("Alarms.")] = Alarms()
    protection: Annotated[Protection, About("Protection against deletion.")] = Protection()
    writer: Annotated[Writer, About("The writer.")]
    readers: Annotated[Readers, About("The readers.")]


class DevelopmentSettings(RegionalSettings):
    """A small cluster that comes and goes; Serverless v2 unless `writer` says otherwise."""

    environment: Annotated[
        Literal["development"],
        About("The kind of stack.", example="development", change=Change.NAMES),
    ]
    engine: Annotated[DevelopmentEngine, About("The database engine.")]
    database: Annotated[Database, About("The first database and its master user.")]
    backup: Annotated[DevelopmentBackup, About("Automated backups.")] = DevelopmentBackup()
    logs: Annotated[DevelopmentLogs, About("Log exports.", default="the usual ones, 30 days")]
    monitoring: Annotated[Monitoring, About("Monitoring.", default="every 60 seconds")]
    alarms: Annotated[Alarms, About("Alarms.")] = Alarms()
    protection: Annotated[DevelopmentProtection, About("Protection against deletion.")] = (
        DevelopmentProtection()
    )
    writer: Annotated[Writer, About("The writer.", default="db.serverless")] = Writer(
        class_="db.serverless"
    )
    readers: Annotated[Readers | None, About("The readers.", default="none")] = None


class RegionSettings(Section):
    """One region of a global database."""

    network: Annotated[Network, About("The VPC of this region and who may connect.")]
    writer: Annotated[
        Writer | None,
        About("The writer; in the origin region only.", default="none"),
    ] = None
    readers: Annotated[
        Readers | None,
        About("The readers; none keeps only the storage there.", default="none"),
    ] = None
    autoscaling: Annotated[
        Autoscaling | None,
        About("Readers that follow the load; in the origin region only.", default="none"),
    ] = None
    serverless: Annotated[
        Serverless | None,
        About("Capacity of db.serverless instances.", default="no serverless instances"),
    ] = None


class GlobalSettings(StackSettings):
    """A global database: one cluster a region, one of them writing."""

    environment: Annotated[
        Literal["global"],
        About("The kind of stack.", example="global", change=Change.NAMES),
    ]
    engine: Annotated[GlobalEngine, About("The database engine.")]
    database: Annotated[MemberDatabase, About("The first database and its master user.")]
    backup: Annotated[GlobalBackup, About("Automated backups, in every region.")] = GlobalBackup()
    logs: Annotated[Logs, About("Log exports.", default="the usual ones, 365 days")]
    monitoring: Annotated[GlobalMonitoring, About("Monitoring.", default="every 60 seconds")]
    alarms: Annotated[GlobalAlarms, About("Alarms.")] = GlobalAlarms()
    protection: Annotated[Protection, About("Protection against deletion.")] = Protection()
    origin: Annotated[
        str,
        About(
            "The region where the global database was first created. A switchover does not change "
            "it: it is not the region that writes now.",
            example="us-east-1",
            change=Change.REPLACES_DATABASE,
            link=GLOBAL,
        ),
    ]
    regions: Annotated[
        Frozen[RegionSettings],
        About(
            "The regions, by name: the origin and up to ten others.",
            example={"us-east-1": {"network": {"cidr": "10.0.0.0/16"}}},
            link=GLOBAL,
        ),
    ]

    @property
    def others(self) -> tuple[str, ...]:
        """The regions beside the origin, in the order of the file."""
        return tuple(region for region in self.regions if region != self.origin)


Settings = GlobalSettings | ProductionSettings | DevelopmentSettings

KINDS: dict[str, type[GlobalSettings | ProductionSettings | DevelopmentSettings]] = {
    "global": GlobalSettings,
    "production": ProductionSettings,
    "development": DevelopmentSettings,
}
"""The model of each kind of environment."""


def derived(kind: type[Section], given: object) -> object:
    """Return the given mapping with the defaults that depend on other fields filled in."""
    if not isinstance(given, dict):
        return given
    engine = section(given, "engine").get("type")
    if engine not in engines.ENGINES:
        return given
    insights = section(given, "monitoring").get("insights") or insights_default(kind)
    days = limit(
        "database-insights-advanced-days" if insights == "advanced" else "performance-insights-days"
    ).default
    filled = {
        "database": {"port": engines.default_port(engine)},
        "logs": {"exports": logs.default_exports(engine)},
        "monitoring": {"insightsRetentionDays": int(days or 0)},
    }
    return given | {
        name: defaults | section(given, name)
        for name, defaults in filled.items()
        # A database that is not there is missing, and says so; the others may be left out.
        if isinstance(given.get(name, None if name == "database" else {}), dict)
    }


def section(given: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a section of raw configuration; empty when it is absent or no mapping."""
    found = given.get(name)
    return found if isinstance(found, dict) else {}


def insights_default(kind: type[Section]) -> object:
    """Return what a kind of stack says of insights when its file says nothing."""
    model = kind.model_fields["monitoring"].annotation
    return model.model_fields["insights"].default if isinstance(model, type) else None
