"""Rules about serverless capacity."""

from __future__ import annotations

from collections.abc import Iterable

from aurora.catalogue import classes
from aurora.catalogue.features import feature, supports
from aurora.catalogue.limits import limit
from aurora.catalogue.parameters import parameters
from aurora.settings.fault import Severity
from aurora.settings.rules.rule import Finding, Rule, Table
from aurora.settings.views import Scaled, scaled

__all__ = ["TABLES"]

OFF = ("0", "off", "false")


def acu(low: float, high: float, value: float) -> bool:
    """Tell whether a capacity is in a range and on a step of 0.5."""
    return low <= value <= high and float(value * 2).is_integer()


def minimum(subject: Scaled) -> Iterable[Finding]:
    """Find a minimum that AWS does not take."""
    value, known = subject.capacity.min_acu, limit("acu")
    if not acu(known.low or 0, known.high or 0, value):
        yield Finding(message=f"minAcu {value:g} is not taken", allowed=str(known))


def maximum(subject: Scaled) -> Iterable[Finding]:
    """Find a maximum that AWS does not take."""
    value, known = subject.capacity.max_acu, limit("acu-maximum")
    if not acu(known.low or 0, known.high or 0, value):
        yield Finding(message=f"maxAcu {value:g} is not taken", allowed=str(known))
    elif value < subject.capacity.min_acu:
        yield Finding(
            message=f"maxAcu {value:g} is less than minAcu {subject.capacity.min_acu:g}",
            allowed=f"{max(subject.capacity.min_acu, 1):g} to {known.high:g} ACU",
        )


def maximum_version(subject: Scaled) -> Iterable[Finding]:
    """Find a maximum that an older version may not reach."""
    older = limit("acu-maximum-older-versions")
    found = subject.version
    if found and subject.capacity.max_acu > (older.high or 0) and not supports("acu-256", found):
        yield Finding(
            message=f"maxAcu {subject.capacity.max_acu:g}, and older versions such as {found.name} "
            f"end at {older.high:g} ACU",
            allowed=f"{older}; more since {', '.join(feature('acu-256').since[found.engine])}",
        )


def serverless_version(subject: Scaled) -> Iterable[Finding]:
    """Find a version that may have no Serverless v2."""
    found = subject.version
    if found and not supports("serverless-v2", found):
        since = ", ".join(feature("serverless-v2").since[found.engine])
        yield Finding(message=f"{found.name} has no Serverless v2", allowed=f"since {since}")


def pause_version(subject: Scaled) -> Iterable[Finding]:
    """Find a capacity of 0 on a version that cannot pause."""
    found = subject.version
    if found and subject.capacity.min_acu == 0 and not supports("auto-pause", found):
        since = ", ".join(feature("auto-pause").since[found.engine])
        yield Finding(
            message=f"minAcu 0, and {found.name} cannot pause",
            allowed=f"minAcu 0.5 or more; 0 since {since}, and on every newer major version",
        )


def pause_unused(subject: Scaled) -> Iterable[Finding]:
    """Find a pause that cannot come."""
    if subject.capacity.auto_pause_seconds is not None and subject.capacity.min_acu != 0:
        yield Finding(
            message=f"autoPauseSeconds with minAcu {subject.capacity.min_acu:g}: only a capacity "
            "of 0 pauses",
            allowed="minAcu: 0, or no autoPauseSeconds",
        )


def never_pauses(subject: Scaled) -> Iterable[Finding]:
    """Find a capacity of 0 where something keeps the cluster awake."""
    if subject.capacity.min_acu != 0:
        return
    cluster = subject.cluster
    blocking = [
        name
        for name, value in cluster.settings.engine.parameters.items()
        if (known := parameters(cluster.settings.engine.type).get(name))
        and known.blocks_pause
        and str(value).lower() not in OFF
    ]
    provisioned = any(name != classes.SERVERLESS for name in cluster.class_names)
    possible = {
        "the RDS Proxy keeps a connection open": cluster.proxied,
        "the writing region of a global database never pauses": cluster.member and cluster.origin,
        "it has provisioned instances too": provisioned,
        **{f"{name} is on": True for name in blocking},
    }
    for reason in (reason for reason, holds in possible.items() if holds):
        yield Finding(
            message=f"minAcu 0, and the cluster will never pause: {reason}",
            allowed="minAcu 0.5 or more",
        )


def global_minimum(subject: Scaled) -> Iterable[Finding]:
    """Find less capacity than AWS advises where a global database writes."""
    advised, value = limit("acu-global-advised-minimum").low or 0, subject.capacity.min_acu
    if subject.cluster.member and subject.cluster.origin and 0 < value < advised:
        yield Finding(
            message=f"minAcu {value:g} in the origin of a global database; AWS advises "
            f"{advised:g} or more, or replication lags",
            allowed=f"{advised:g} ACU or more",
        )


REFUSE, WARN = Severity.REFUSE, Severity.WARN

TABLES = (
    Table(
        subjects=scaled,
        rules=(
            Rule(code="AUR-084", name="acu-minimum", severity=REFUSE, at="minAcu", find=minimum),
            Rule(
                code="AUR-085",
                name="acu-maximum",
                severity=REFUSE,
                at="maxAcu",
                reads=("minAcu",),
                find=maximum,
            ),
            Rule(
                code="AUR-086",
                name="acu-maximum-version",
                severity=WARN,
                at="maxAcu",
                reads=("/engine.type", "/engine.version"),
                find=maximum_version,
                remedy="write less, or a newer version",
            ),
            Rule(
                code="AUR-087",
                name="serverless-version",
                severity=WARN,
                at="",
                reads=("/engine.type", "/engine.version"),
                find=serverless_version,
                remedy="write a newer version, or a provisioned class",
            ),
            Rule(
                code="AUR-088",
                name="pause-version",
                severity=REFUSE,
                at="minAcu",
                reads=("/engine.type", "/engine.version"),
                find=pause_version,
                remedy="write minAcu: 0.5, or a newer version",
            ),
            Rule(
                code="AUR-089",
                name="pause-without-zero",
                severity=WARN,
                at="autoPauseSeconds",
                reads=("minAcu",),
                find=pause_unused,
                remedy="take autoPauseSeconds out, or write minAcu: 0",
            ),
            Rule(
                code="AUR-090",
                name="pause-never",
                severity=WARN,
                at="minAcu",
                reads=("/proxy", "/engine.parameters", "/engine.type"),
                find=never_pauses,
                remedy="write minAcu: 0.5, or take away what keeps it awake",
            ),
            Rule(
                code="AUR-091",
                name="acu-minimum-of-origin",
                severity=WARN,
                at="minAcu",
                find=global_minimum,
                remedy="write more",
            ),
        ),
    ),
)
