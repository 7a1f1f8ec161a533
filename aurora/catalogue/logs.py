"""Log types of each engine, and the parameters that each needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from aurora.catalogue.data import facts

__all__ = ["LogType", "default_exports", "log_group", "log_types"]


@dataclass(frozen=True, kw_only=True)
class LogType:
    """A database log that can be exported to CloudWatch Logs.

    Attributes:
        name: As the API spells it.
        default: Exported when nothing else is said.
        parameters: Cluster parameters without which the export stays empty.
        costs: What to know before exporting it; may be empty.
    """

    name: str
    default: bool = False
    parameters: dict[str, str] = field(default_factory=dict)
    costs: str = ""


@cache
def log_types(engine: str) -> dict[str, LogType]:
    """Return the log types of an engine by name."""
    return {name: LogType(name=name, **entry) for name, entry in facts("logs")[engine].items()}


def default_exports(engine: str) -> tuple[str, ...]:
    """Return the log types that are exported when a stack says nothing."""
    return tuple(name for name, entry in log_types(engine).items() if entry.default)


def log_group(cluster: str, log_type: str) -> str:
    """Return the log group that RDS writes a cluster's log to."""
    return f"/aws/rds/cluster/{cluster}/{log_type}"
