"""What a stack file may say: models, and errors that an operator can act on."""

from __future__ import annotations

from aurora.settings.backup import Backup, Maintenance
from aurora.settings.capacity import Autoscaling, Proxy, Readers, Serverless, Writer
from aurora.settings.database import Database
from aurora.settings.engine import Engine, GlobalEngine
from aurora.settings.environments import (
    KINDS,
    DevelopmentSettings,
    GlobalSettings,
    ProductionSettings,
    RegionalSettings,
    RegionSettings,
    Settings,
)
from aurora.settings.load import Loaded, load, load_file
from aurora.settings.network import Network
from aurora.settings.observability import Alarms, GlobalAlarms, Logs, Monitoring
from aurora.settings.protection import Protection
from aurora.settings.restore import Restore

__all__ = [
    "load",
    "load_file",
    "Loaded",
    "Settings",
    "GlobalSettings",
    "ProductionSettings",
    "DevelopmentSettings",
    "RegionalSettings",
    "RegionSettings",
    "KINDS",
    "Alarms",
    "Autoscaling",
    "Backup",
    "Database",
    "Engine",
    "GlobalAlarms",
    "GlobalEngine",
    "Logs",
    "Maintenance",
    "Monitoring",
    "Network",
    "Protection",
    "Proxy",
    "Readers",
    "Restore",
    "Serverless",
    "Writer",
]
