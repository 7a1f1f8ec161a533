"""What AWS refuses in the settings of a cluster, whichever operation brings them."""

from __future__ import annotations

import re
from typing import Any

from aurora.catalogue.features import feature, supports
from aurora.catalogue.limits import limit
from aurora.catalogue.logs import log_types
from aurora.catalogue.versions import Version

from .faults import combination, value

__all__ = ["check_settings"]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 60
_RANGES = {
    # request member -> limit of the catalogue
    "BackupRetentionPeriod": "backup-retention-days",
    "BacktrackWindow": "backtrack-seconds",
    "MonitoringInterval": "monitoring-interval-seconds",
    "PerformanceInsightsRetentionPeriod": "performance-insights-days",
    "Port": "port",
}
_LONGEST_PASSWORD = {"aurora-mysql": 41, "aurora-postgresql": 99}
_LONGEST_NAME = {"aurora-mysql": 16, "aurora-postgresql": 63}
_RESERVED_NAMES = {
    "aurora-mysql": frozenset({"rdsadmin"}),
    "aurora-postgresql": frozenset({"admin", "rdsadmin"}),
}


def check_settings(settings: dict[str, Any], version: Version) -> None:
    """Refuse what AWS refuses.

    Args:
        settings: Effective settings by request member: given ones over present ones.
        version: Engine version after the operation.
    """
    for member, name in _RANGES.items():
        given = settings.get(member)
        if given is not None and not limit(name).allows(given):
            raise value(f"Invalid value {given} for {member}. Must be {limit(name)}.")
    _check_credentials(settings, version.engine)
    _check_database_name(settings.get("DatabaseName"))
    _check_windows(settings)
    _check_engine_features(settings, version)
    _check_serverless(settings.get("ServerlessV2ScalingConfiguration"), version)
    _check_logs(settings.get("EnableCloudwatchLogsExports") or [], version)
    _check_monitoring(settings)


def _check_credentials(settings: dict[str, Any], engine: str) -> None:
    password = settings.get("MasterUserPassword")
    if password is not None:
        text = "The parameter MasterUserPassword is not a valid password because it is"
        if len(password) < 8:
            raise value(f"{text} shorter than 8 characters.")
        if len(password) > _LONGEST_PASSWORD[engine]:
            raise value(f"{text} longer than {_LONGEST_PASSWORD[engine]} characters.")
        if not re.fullmatch(r"[!-~]*", password) or set(password) & set('/@"'):
            raise value(
                "The parameter MasterUserPassword is not a valid password. Only printable ASCII "
                "characters besides '/', '@', '\"', ' ' may be used."
            )
        if settings.get("ManageMasterUserPassword"):
            raise combination(
                "You can't specify MasterUserPassword when ManageMasterUserPassword is enabled."
            )
    user = settings.get("MasterUsername")
    if user is None:
        return
    if user.lower() in _RESERVED_NAMES[engine]:
        raise value(
            f"MasterUsername {user} cannot be used as it is a reserved word used by the engine"
        )
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", user) or len(user) > _LONGEST_NAME[engine]:
        raise value(
            f"The parameter MasterUsername is not a valid identifier: it must be 1 to "
            f"{_LONGEST_NAME[engine]} letters or numbers, the first a letter."
        )


def _check_database_name(name: str | None) -> None:
    # Words from users' logs; the same users have underscores in names that AWS takes.
    if name is not None and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,63}", name):
        raise value(
            "DatabaseName must begin with a letter and contain only alphanumeric characters."
        )


def _minutes(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _check_windows(settings: dict[str, Any]) -> None:
    backup = settings.get("PreferredBackupWindow")
    maintenance = settings.get("PreferredMaintenanceWindow")
    time = r"([01]\d|2[0-3]):[0-5]\d"
    if backup is not None and not re.fullmatch(f"{time}-{time}", backup):
        raise value(
            f"Invalid backup window format: {backup}. Should be specified as hh24:mi-hh24:mi"
        )
    day = f"({'|'.join(_DAYS)}):{time}"
    if maintenance is not None and not re.fullmatch(f"{day}-{day}", maintenance.lower()):
        raise value(
            f"Invalid maintenance window format: {maintenance}. "
            "Should be specified as a range ddd:hh24:mi-ddd:hh24:mi"
        )
    if backup is None or maintenance is None:
        return
    begin, end = (_minutes(part) for part in backup.split("-"))
    length = (end - begin) % _DAY
    first, last = (
        _DAYS.index(part[:3]) * _DAY + _minutes(part[4:]) for part in maintenance.lower().split("-")
    )
    span = (last - first) % (7 * _DAY)
    if not limit("backup-window-minutes").allows(length):
        raise value("The backup window must be at least 30 minutes.")
    if not limit("maintenance-window-minutes").allows(span):
        raise value("The maintenance window must be between 30 minutes and 24 hours.")
    for number in range(8):
        distance = (number * _DAY + begin - first) % (7 * _DAY)
        if distance < span or (7 * _DAY - distance) % (7 * _DAY) < length:
            raise value("The backup window and maintenance window must not overlap.")


def _check_engine_features(settings: dict[str, Any], version: Version) -> None:
    if settings.get("BacktrackWindow"):
        if version.engine != "aurora-mysql":
            raise value(f"Backtrack is not enabled for the {version.engine} engine.")
        if not supports("backtrack", version):
            raise value(f"Backtrack is not supported for engine version {version.name}.")
    storage = settings.get("StorageType") or "aurora"
    if storage not in {"aurora", "aurora-iopt1"}:
        raise combination(f"Invalid storage type for DB engine {version.engine}: {storage}")
    if storage == "aurora-iopt1" and not supports("io-optimized", version):
        raise combination(
            f"Storage type aurora-iopt1 isn't supported for DB engine {version.engine} version "
            f"{version.name}."
        )
    if settings.get("EnableLocalWriteForwarding") and not supports(
        "local-write-forwarding", version
    ):
        raise combination(
            f"Local write forwarding isn't supported for DB engine {version.engine} version "
            f"{version.name}."
        )


def _check_serverless(scaling: dict[str, Any] | None, version: Version) -> None:
    if not scaling:
        return
    low, high = scaling.get("MinCapacity"), scaling.get("MaxCapacity")
    top = limit("acu-maximum" if supports("acu-256", version) else "acu-maximum-older-versions")
    if high is not None and not top.allows(high):
        raise combination(f"Serverless v2 maximum capacity {high} isn't valid. It must be {top}.")
    if low is not None and not limit("acu").allows(low):
        raise combination(
            f"Serverless v2 minimum capacity {low} isn't valid. It must be {limit('acu')}."
        )
    if low is not None and high is not None and low > high:
        raise combination(
            "Serverless v2 minimum capacity can't be larger than the maximum capacity."
        )
    if low == 0 and not supports("auto-pause", version):
        first = ", ".join(feature("auto-pause").since[version.engine])
        raise combination(
            f"Serverless v2 minimum capacity 0 isn't supported for version {version.name}: it "
            f"needs one of {first} or higher of the same major version."
        )
    pause = scaling.get("SecondsUntilAutoPause")
    if pause is not None and low == 0 and not limit("auto-pause-seconds").allows(pause):
        raise combination(f"SecondsUntilAutoPause must be {limit('auto-pause-seconds')}.")


def _check_logs(types: list[str], version: Version) -> None:
    unknown = [name for name in types if name not in log_types(version.engine)]
    if unknown:
        raise combination(
            f"You cannot use the log types '{', '.join(unknown)}' with engine version "
            f"{version.engine} {version.name}. For supported log types, see the documentation."
        )


def _check_monitoring(settings: dict[str, Any]) -> None:
    interval, role = settings.get("MonitoringInterval") or 0, settings.get("MonitoringRoleArn")
    if interval and not role:
        raise combination(
            "A MonitoringRoleARN value is required if you specify a MonitoringInterval value "
            "other than 0."
        )
    if settings.get("DatabaseInsightsMode") != "advanced":
        return
    days = settings.get("PerformanceInsightsRetentionPeriod")
    if not settings.get("EnablePerformanceInsights") or (days is not None and days < 465):
        raise combination(
            "To enable the Advanced mode of Database Insights, enable Performance Insights and "
            "set its retention period to at least 465 days."
        )
