"""Rules about reader autoscaling."""

from __future__ import annotations

from collections.abc import Iterable

from aurora.settings.fault import Severity
from aurora.settings.rules.rule import Finding, Rule, Table
from aurora.settings.views import Scaling, scaling

__all__ = ["TABLES"]


def bounds(subject: Scaling) -> Iterable[Finding]:
    """Find autoscaling whose least is above its most."""
    policy = subject.policy
    if policy.max_readers < policy.min_readers:
        yield Finding(
            message=f"maxReaders {policy.max_readers} is less than minReaders {policy.min_readers}",
            allowed=f"{policy.min_readers} to 15",
        )


def no_target(subject: Scaling) -> Iterable[Finding]:
    """Find autoscaling that steers to nothing."""
    if subject.policy.cpu_percent is None and subject.policy.connections is None:
        yield Finding(message="neither cpuPercent nor connections: nothing to scale by")


def no_reader(subject: Scaling) -> Iterable[Finding]:
    """Find autoscaling of no readers."""
    if subject.cluster.reader_count == 0:
        yield Finding(
            message="autoscaling without a reader of its own: it measures readers, and there is "
            "none",
            allowed="readers: {count: 1} or more",
        )


def below_static(subject: Scaling) -> Iterable[Finding]:
    """Find autoscaling whose most is less than what is there anyway."""
    count = subject.cluster.reader_count
    if count > subject.policy.max_readers:
        yield Finding(
            message=f"maxReaders {subject.policy.max_readers}, and `readers` names {count} "
            "already: nothing is ever added",
            allowed=f"{count + 1} to 15",
        )


REFUSE, WARN = Severity.REFUSE, Severity.WARN

TABLES = (
    Table(
        subjects=scaling,
        rules=(
            Rule(
                code="AUR-092",
                name="autoscaling-bounds",
                severity=REFUSE,
                at="maxReaders",
                reads=("minReaders",),
                find=bounds,
            ),
            Rule(
                code="AUR-093",
                name="autoscaling-target",
                severity=REFUSE,
                at="cpuPercent",
                reads=("connections",),
                find=no_target,
                remedy="write cpuPercent: 70, or connections",
            ),
            Rule(
                code="AUR-094",
                name="autoscaling-without-reader",
                severity=WARN,
                at="minReaders",
                find=no_reader,
                remedy="name at least one reader under `readers`",
            ),
            Rule(
                code="AUR-095",
                name="autoscaling-below-readers",
                severity=WARN,
                at="maxReaders",
                find=below_static,
                remedy="write more, or take autoscaling out",
            ),
        ),
    ),
)
