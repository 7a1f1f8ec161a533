"""Rules about the engine and its version."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from aurora.catalogue import engines
from aurora.catalogue.features import feature, supports
from aurora.catalogue.versions import Status, nearest, version
from aurora.settings.environments import GlobalSettings
from aurora.settings.fault import Severity
from aurora.settings.rules.rule import Finding, Rule, Table
from aurora.settings.views import Engined, Stack, engined, stacks

__all__ = ["TABLES"]

SOON = datetime.timedelta(days=365)
"""How close the end of standard support is when a version is no longer one to start with."""

VERSION = ("/engine.type",)


def known(stack: Stack) -> Iterable[Finding]:
    """Find a version that AWS never offered."""
    engine = stack.settings.engine
    if version(engine.type, engine.version):
        return
    near = nearest(engine.type, engine.version)
    form = engines.form(engine.type)
    yield Finding(
        message=f"{engines.label(engine.type)} has no version {engine.version!r}; "
        f"its form is {form}",
        allowed=", ".join(near),
        remedy=f"write version: {near[-1]!r}; if AWS has offered a newer one since "
        f"{engines.AS_OF}, add it to the catalogue's versions",
    )


def retired(stack: Engined) -> Iterable[Finding]:
    """Find a version that AWS no longer creates clusters of."""
    if stack.version.status is Status.RETIRED:
        name, engine = stack.version.name, stack.version.engine
        yield Finding(
            message=f"AWS no longer creates clusters of {engines.label(engine)} {name!r}",
            allowed=", ".join(nearest(engine, name)),
            remedy=f"write version: {today(stack)!r}",
        )


def disputed(stack: Engined) -> Iterable[Finding]:
    """Find a version of which the sources disagree."""
    if stack.version.status is Status.DISPUTED:
        name, engine = stack.version.name, stack.version.engine
        yield Finding(
            message=f"AWS may no longer create clusters of {name!r}: the sources disagree",
            allowed=", ".join(nearest(engine, name)),
            remedy=f"write version: {today(stack)!r}",
        )


def today(stack: Engined) -> str:
    """Return the version to write today instead of an old one of the same engine."""
    return engines.advised(stack.version.engine)


def out_of_support(stack: Engined) -> Iterable[Finding]:
    """Find a major version past standard support, with Extended Support refused."""
    major = stack.version.major
    if major.past_standard_support() and not stack.settings.engine.extended_support:
        yield Finding(
            message=f"standard support of {engines.label(major.engine)} {major.name} ended on "
            f"{major.standard_support}, and without Extended Support AWS creates no cluster of it",
            allowed="a newer major version, or extendedSupport: true, for a charge",
            remedy=f"write version: {today(stack)!r}",
        )


def aging(stack: Engined) -> Iterable[Finding]:
    """Find a version that AWS takes and nobody should start with."""
    major, status = stack.version.major, stack.version.status
    if status is not Status.OFFERED or not major.standard_support:
        return
    if major.past_standard_support() and not stack.settings.engine.extended_support:
        return
    if major.standard_support - engines.AS_OF < SOON:
        lacks = [
            feature(name).title
            for name in ("auto-pause", "local-write-forwarding", "io-optimized")
            if not supports(name, stack.version)
        ]
        without = f", and it has no {', no '.join(lacks)}" if lacks else ""
        yield Finding(
            message=f"{engines.label(major.engine)} {stack.version.name} is still offered, but "
            f"standard support of {major.name} ends on {major.standard_support}{without}",
            allowed=", ".join((today(stack), *nearest(major.engine, today(stack)))),
            remedy=f"write version: {today(stack)!r}",
        )


def limitless(stack: Engined) -> Iterable[Finding]:
    """Find a version of Limitless, which is another kind of cluster."""
    if stack.version.limitless:
        yield Finding(
            message=f"{stack.version.name!r} is a version of Aurora PostgreSQL Limitless, whose "
            "shard groups this platform does not build",
            allowed=", ".join(nearest(stack.version.engine, stack.version.name)),
        )


def lts_floor(stack: Engined) -> Iterable[Finding]:
    """Find a long-term version that AWS may upgrade away from."""
    if stack.version.lts and stack.settings.engine.upgrades == "floor":
        yield Finding(
            message=f"{stack.version.name} has long-term support, but upgrades: floor lets AWS "
            "move the cluster to a version without",
            allowed="upgrades: pinned",
        )


def inexact(stack: Engined) -> Iterable[Finding]:
    """Find a pinned version that is no version."""
    if not stack.version.exact and stack.settings.engine.upgrades == "pinned":
        yield Finding(
            message=f"{stack.version.name!r} is a major version: AWS picks the minor one, which is "
            "the opposite of upgrades: pinned",
            allowed=", ".join(nearest(stack.version.engine, stack.version.name)),
        )


def no_effect(stack: Stack) -> Iterable[Finding]:
    """Find automatic upgrades where AWS makes none."""
    if isinstance(stack.settings, GlobalSettings) and stack.settings.engine.upgrades == "floor":
        yield Finding(
            message="upgrades: floor, but AWS makes no automatic minor upgrades in a global "
            "database",
            allowed="upgrades: pinned",
        )


def lacking(name: str, wanted: str) -> str:
    """Return since when a feature exists, in words."""
    firsts = feature(name).since[wanted]
    return f"since {', '.join(firsts)}" if firsts else ""


def forwarding(stack: Engined) -> Iterable[Finding]:
    """Find local write forwarding on a version without it."""
    if stack.settings.engine.local_write_forwarding and not supports(
        "local-write-forwarding", stack.version
    ):
        yield Finding(
            message=f"{stack.version.name} has no local write forwarding",
            allowed=lacking("local-write-forwarding", stack.version.engine),
        )


def storage(stack: Engined) -> Iterable[Finding]:
    """Find I/O-Optimized storage on a version without it."""
    if stack.settings.engine.storage == "aurora-iopt1" and not supports(
        "io-optimized", stack.version
    ):
        yield Finding(
            message=f"{stack.version.name} has no I/O-Optimized storage (aurora-iopt1)",
            allowed=lacking("io-optimized", stack.version.engine),
        )


TABLES = (
    Table(
        subjects=stacks,
        rules=(
            Rule(
                code="AUR-020",
                name="engine-version-unknown",
                severity=Severity.REFUSE,
                at="engine.version",
                reads=VERSION,
                find=known,
            ),
            Rule(
                code="AUR-027",
                name="global-upgrades-without-effect",
                severity=Severity.WARN,
                at="engine.upgrades",
                find=no_effect,
                remedy="write upgrades: pinned, and move the version in this file",
            ),
        ),
    ),
    Table(
        subjects=engined,
        rules=(
            Rule(
                code="AUR-021",
                name="engine-version-retired",
                severity=Severity.REFUSE,
                at="engine.version",
                reads=VERSION,
                find=retired,
            ),
            Rule(
                code="AUR-022",
                name="engine-version-disputed",
                severity=Severity.WARN,
                at="engine.version",
                reads=VERSION,
                find=disputed,
            ),
            Rule(
                code="AUR-023",
                name="engine-past-standard-support",
                severity=Severity.REFUSE,
                at="engine.version",
                reads=("/engine.type", "/engine.extendedSupport"),
                find=out_of_support,
            ),
            Rule(
                code="AUR-024",
                name="engine-version-aging",
                severity=Severity.WARN,
                at="engine.version",
                reads=("/engine.type", "/engine.extendedSupport"),
                find=aging,
            ),
            Rule(
                code="AUR-025",
                name="engine-limitless",
                severity=Severity.REFUSE,
                at="engine.version",
                reads=VERSION,
                find=limitless,
                remedy="write an ordinary version",
            ),
            Rule(
                code="AUR-026",
                name="long-term-version-not-pinned",
                severity=Severity.WARN,
                at="engine.upgrades",
                reads=("/engine.type", "/engine.version"),
                find=lts_floor,
                remedy="write upgrades: pinned, or a version without long-term support",
            ),
            Rule(
                code="AUR-028",
                name="pinned-version-inexact",
                severity=Severity.WARN,
                at="engine.version",
                reads=("/engine.type", "/engine.upgrades"),
                find=inexact,
                remedy="write the whole version, or upgrades: floor",
            ),
            Rule(
                code="AUR-030",
                name="local-write-forwarding-unsupported",
                severity=Severity.REFUSE,
                at="engine.localWriteForwarding",
                reads=("/engine.type", "/engine.version"),
                find=forwarding,
                remedy="take localWriteForwarding out, or write a newer version",
            ),
            Rule(
                code="AUR-031",
                name="io-optimized-unsupported",
                severity=Severity.REFUSE,
                at="engine.storage",
                reads=("/engine.type", "/engine.version"),
                find=storage,
                remedy="write storage: aurora, or a newer version",
            ),
        ),
    ),
)
