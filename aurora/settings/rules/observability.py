"""Rules about logs, monitoring and alarms."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from aurora.catalogue.engines import label
from aurora.catalogue.limits import limit
from aurora.catalogue.logs import log_types
from aurora.settings.fault import Severity
from aurora.settings.rules.rule import Finding, Rule, Table
from aurora.settings.views import Instances, Stack, instances, stacks

__all__ = ["TABLES"]

LONGEST_INSIGHTS = 731

HOUR = 3600

MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def exports(stack: Stack) -> Iterable[Finding]:
    """Find log types that the engine does not have."""
    engine = stack.settings.engine.type
    known = log_types(engine)
    for index, name in enumerate(stack.settings.logs.exports):
        if name not in known:
            close = difflib.get_close_matches(name, known, 1)
            yield Finding(
                message=f"{label(engine)} exports no log {name!r}",
                allowed=", ".join(known),
                remedy=f"did you mean {close[0]!r}?" if close else "take it out",
                below=(index,),
            )


def repeated_exports(stack: Stack) -> Iterable[Finding]:
    """Find a log type that is named twice."""
    names = stack.settings.logs.exports
    for index, name in enumerate(names):
        if name in names[:index]:
            yield Finding(message=f"{name!r} stands twice", below=(index,))


def log_retention(stack: Stack) -> Iterable[Finding]:
    """Find a retention that CloudWatch Logs does not take."""
    days, known = stack.settings.logs.retention_days, limit("log-retention-days")
    if not known.allows(days):
        yield Finding(message=f"CloudWatch Logs keeps nothing for {days} days", allowed=str(known))


def interval(stack: Stack) -> Iterable[Finding]:
    """Find an interval that enhanced monitoring does not take."""
    seconds, known = stack.settings.monitoring.interval, limit("monitoring-interval-seconds")
    if not known.allows(seconds):
        yield Finding(message=f"{seconds} is no interval of it", allowed=str(known))


def insights_days(stack: Stack) -> Iterable[Finding]:
    """Find a retention that Performance Insights does not take."""
    days = stack.settings.monitoring.insights_retention_days
    if not limit("performance-insights-days").allows(days):
        yield Finding(
            message=f"{days} days is not taken", allowed="7, a multiple of 31 up to 713, or 731"
        )


def advanced_days(stack: Stack) -> Iterable[Finding]:
    """Find Advanced Database Insights with too short a retention."""
    monitoring, known = stack.settings.monitoring, limit("database-insights-advanced-days")
    if monitoring.insights == "advanced" and not known.allows(monitoring.insights_retention_days):
        yield Finding(
            message=f"insights: advanced with {monitoring.insights_retention_days} days",
            allowed=f"at least {known.low:g} days, or insights: standard",
            remedy="leave insightsRetentionDays out: it is 465 then",
        )


def long_insights(stack: Stack) -> Iterable[Finding]:
    """Find the longest retention, which is an older, paid idea."""
    monitoring = stack.settings.monitoring
    if monitoring.insights_retention_days >= LONGEST_INSIGHTS:
        yield Finding(
            message="731 days of Performance Insights are still taken and cost extra; Performance "
            "Insights became CloudWatch Database Insights on 2026-07-31",
            allowed="insights: advanced, which keeps 465 days; insights: standard with 7",
        )


def insights_class(group: Instances) -> Iterable[Finding]:
    """Find instances of a class on which Performance Insights does not run."""
    settings = group.cluster.settings
    unwatched = group.found and settings.engine.type not in group.found.insights
    if unwatched and settings.monitoring.insights != "none":
        yield Finding(
            message=f"Performance Insights does not run on {group.name}",
            allowed="insights: none, or a larger class such as db.t4g.medium",
        )


def alarm_span(stack: Stack) -> Iterable[Finding]:
    """Find an alarm that looks back further than CloudWatch does."""
    alarms = stack.settings.alarms
    name = "alarm-span-seconds" if alarms.period_seconds < HOUR else "alarm-span-seconds-hourly"
    span, most = alarms.period_seconds * alarms.evaluation_periods, limit(name)
    if not most.allows(span):
        yield Finding(
            message=f"{alarms.evaluation_periods} periods of {alarms.period_seconds} seconds are "
            f"{span} seconds",
            allowed=str(most),
        )


def emails(stack: Stack) -> Iterable[Finding]:
    """Find what is no address."""
    for index, address in enumerate(stack.settings.alarms.emails):
        if not MAIL.fullmatch(address):
            yield Finding(
                message=f"{address!r} is no e-mail address",
                allowed="name@example.com",
                below=(index,),
            )


def nobody_told(stack: Stack) -> Iterable[Finding]:
    """Find acknowledged codes that are no warnings."""
    for index, code in enumerate(stack.settings.acknowledge):
        if not re.fullmatch(r"AUR-\d{3}", code):
            yield Finding(
                message=f"{code!r} is no code of a warning", allowed="AUR-nnn", below=(index,)
            )


TABLES = (
    Table(
        subjects=stacks,
        rules=(
            Rule(
                code="AUR-050",
                name="log-type",
                severity=Severity.REFUSE,
                at="logs.exports",
                reads=("/engine.type",),
                find=exports,
            ),
            Rule(
                code="AUR-051",
                name="log-type-twice",
                severity=Severity.WARN,
                at="logs.exports",
                find=repeated_exports,
                remedy="take one of the two out",
            ),
            Rule(
                code="AUR-052",
                name="log-retention",
                severity=Severity.REFUSE,
                at="logs.retentionDays",
                find=log_retention,
            ),
            Rule(
                code="AUR-053",
                name="monitoring-interval",
                severity=Severity.REFUSE,
                at="monitoring.interval",
                find=interval,
            ),
            Rule(
                code="AUR-054",
                name="insights-retention",
                severity=Severity.REFUSE,
                at="monitoring.insightsRetentionDays",
                find=insights_days,
            ),
            Rule(
                code="AUR-055",
                name="insights-advanced-retention",
                severity=Severity.REFUSE,
                at="monitoring.insightsRetentionDays",
                reads=("/monitoring.insights",),
                find=advanced_days,
            ),
            Rule(
                code="AUR-056",
                name="insights-retention-two-years",
                severity=Severity.WARN,
                at="monitoring.insightsRetentionDays",
                find=long_insights,
                remedy="write insights: advanced and leave insightsRetentionDays out",
            ),
            Rule(
                code="AUR-058",
                name="alarm-span",
                severity=Severity.REFUSE,
                at="alarms.evaluationPeriods",
                reads=("/alarms.periodSeconds",),
                find=alarm_span,
                remedy="fewer or shorter periods",
            ),
            Rule(
                code="AUR-059",
                name="alarm-address",
                severity=Severity.REFUSE,
                at="alarms.emails",
                find=emails,
            ),
            Rule(
                code="AUR-060",
                name="acknowledged-code",
                severity=Severity.REFUSE,
                at="acknowledge",
                find=nobody_told,
            ),
        ),
    ),
    Table(
        subjects=instances,
        rules=(
            Rule(
                code="AUR-057",
                name="insights-class",
                severity=Severity.REFUSE,
                at="class",
                reads=("/monitoring.insights",),
                find=insights_class,
                remedy="write insights: none under monitoring, or another class",
            ),
        ),
    ),
)
