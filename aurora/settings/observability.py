"""Logs, monitoring and alarms."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from aurora.settings.section import DOCS, About, Change, Section, within

__all__ = [
    "Alarms",
    "GlobalAlarms",
    "DevelopmentLogs",
    "GlobalMonitoring",
    "Logs",
    "Monitoring",
]

INSIGHTS = DOCS + "USER_DatabaseInsights.html"
METRICS = DOCS + "Aurora.AuroraMonitoring.Metrics.html"
RETENTION = (
    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/"
    "API_PutRetentionPolicy.html"
)
ALARMS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html"


class Logs(Section):
    """Database logs in CloudWatch Logs."""

    exports: Annotated[
        tuple[str, ...],
        Field(strict=False),
        About(
            "The log types to export. MySQL: audit, error, general, slowquery, instance, "
            "iam-db-auth-error. PostgreSQL: postgresql, instance, iam-db-auth-error. The "
            "parameters that they need are set with them.",
            example=["audit", "error", "general", "slowquery"],
            default="audit, error, general and slowquery; postgresql",
            link=DOCS + "USER_LogAccess.Procedural.UploadtoCloudWatch.html",
        ),
    ]
    retention_days: Annotated[
        int,
        About(
            "How long CloudWatch keeps them. Without it AWS would keep them for ever.",
            example=365,
            unit="days",
            link=RETENTION,
        ),
    ] = 365


class DevelopmentLogs(Logs):
    """Database logs in development."""

    retention_days: Annotated[
        int,
        About("How long CloudWatch keeps them.", example=30, unit="days", link=RETENTION),
    ] = 30


class Monitoring(Section):
    """Enhanced monitoring and Database Insights."""

    interval: Annotated[
        int,
        About(
            "How often enhanced monitoring reads the operating system's metrics: 0 (off), 1, 5, "
            "10, 15, 30 or 60.",
            example=60,
            unit="seconds",
            link=DOCS + "USER_Monitoring.OS.html",
        ),
    ] = 60
    insights: Annotated[
        Literal["none", "standard", "advanced"],
        About(
            "CloudWatch Database Insights, the successor of Performance Insights: advanced adds "
            "execution plans, lock analysis and a 15-month history, for a charge.",
            example="standard",
            default="standard; advanced in a global database",
            link=INSIGHTS,
        ),
    ] = "standard"
    insights_retention_days: Annotated[
        int,
        About(
            "How long the counters are kept: 7, a multiple of 31 up to 713, or 731.",
            example=7,
            unit="days",
            default="465 with advanced, else 7",
            link=DOCS + "USER_PerfInsights.Overview.cost.html",
        ),
    ]


class GlobalMonitoring(Monitoring):
    """Monitoring of a global database's members."""

    insights: Annotated[
        Literal["none", "standard", "advanced"],
        About("CloudWatch Database Insights.", example="advanced", link=INSIGHTS),
    ] = "advanced"


class Alarms(Section):
    """Alarms, one set a cluster, to a topic of the stack in each region."""

    cpu_percent: Annotated[
        float,
        Field(gt=0, le=100),
        About(
            "CPU of an instance above which its alarm rings.",
            example=80,
            unit="percent",
            link=METRICS,
        ),
    ] = 80
    connections: Annotated[
        int,
        Field(ge=1),
        About(
            "Connections of an instance above which its alarm rings.",
            example=1000,
            unit="connections",
            link=METRICS,
        ),
    ] = 1000
    replica_lag_milliseconds: Annotated[
        float,
        Field(gt=0),
        About(
            "How far a reader may be behind the writer of its region.",
            example=1000,
            unit="milliseconds",
            link=METRICS,
        ),
    ] = 1000
    period_seconds: Annotated[
        int,
        within("alarm-period-seconds"),
        About("The length of one period.", example=300, unit="seconds", link=ALARMS),
    ] = 300
    evaluation_periods: Annotated[
        int,
        Field(ge=1),
        About(
            "How many periods in a row have to be beyond the threshold.",
            example=2,
            unit="periods",
            link=ALARMS,
        ),
    ] = 2
    emails: Annotated[
        tuple[str, ...],
        Field(strict=False),
        About(
            "Who is told. AWS sends each address a message that must be confirmed.",
            example=["database-team@example.com"],
            change=Change.IN_PLACE,
            link="https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html",
        ),
    ] = ()


class GlobalAlarms(Alarms):
    """Alarms of a global database: in every region, because any may become the writing one."""

    global_lag_milliseconds: Annotated[
        float,
        Field(gt=0),
        About(
            "How far another region may be behind the writing region.",
            example=1000,
            unit="milliseconds",
            link=METRICS,
        ),
    ] = 1000
