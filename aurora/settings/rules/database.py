"""Rules about names: the application, the database, its user, what AWS makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aurora.catalogue import names as known
from aurora.catalogue.limits import limit
from aurora.settings.environments import RegionalSettings
from aurora.settings.fault import Severity
from aurora.settings.names import cluster_identifier, instance_identifier
from aurora.settings.rules.rule import Finding, Rule, Table
from aurora.settings.views import Stack, stacks

__all__ = ["TABLES"]

APPLICATION = re.compile(r"[a-z]([a-z0-9]|-(?!-))*(?<!-)")

TAG_KEY, TAG_VALUE = 128, 256

ENGINE = ("/engine.type",)


def application(stack: Stack) -> Iterable[Finding]:
    """Find an application that cannot begin an identifier."""
    name = stack.settings.application
    if not APPLICATION.fullmatch(name):
        yield Finding(
            message=f"{name!r} cannot begin an identifier in AWS", allowed=known.IDENTIFIER_WORDS
        )


def stack_name(stack: Stack) -> Iterable[Finding]:
    """Find a stack whose name cannot be a part of an identifier."""
    if not APPLICATION.fullmatch(stack.stack):
        yield Finding(
            message=f"the stack's name {stack.stack!r} is a part of every identifier, and AWS does "
            "not take it there",
            allowed=known.IDENTIFIER_WORDS,
        )


def identifiers(stack: Stack) -> Iterable[Finding]:
    """Find an application so long that AWS refuses the longest name."""
    longest = int(limit("identifier-length").high or 0)
    highest = int(limit("readers").high or 0)
    name = max(
        (
            instance_identifier(
                cluster_identifier(stack.settings.application, stack.stack, region), highest
            )
            for region in stack.regions
        ),
        key=len,
        default="",
    )
    if len(name) > longest:
        room = len(stack.settings.application) - (len(name) - longest)
        yield Finding(
            message=f"the identifier {name} has {len(name)} characters",
            allowed=f"at most {longest}: an application of at most {max(room, 0)} characters",
        )


def database_name(stack: Stack) -> Iterable[Finding]:
    """Find a database name that the engine refuses."""
    name, rules = stack.settings.database.name, known.engine_names(stack.settings.engine.type)
    if not known.SQL_NAME.fullmatch(name) or len(name) > rules.database_length:
        yield Finding(
            message=f"{name!r} is no name of a database",
            allowed=f"1 to {rules.database_length} letters, digits and underscores, a letter first",
        )
    elif name.lower() in rules.reserved_databases:
        yield Finding(
            message=f"{name!r} is reserved by the engine",
            allowed="any but " + ", ".join(sorted(rules.reserved_databases)),
        )


def username(stack: Stack) -> Iterable[Finding]:
    """Find a master user that AWS refuses."""
    name, rules = stack.settings.database.username, known.engine_names(stack.settings.engine.type)
    if not known.SQL_NAME.fullmatch(name) or len(name) > rules.username_length:
        yield Finding(
            message=f"{name!r} is no name of a master user ({len(name)} characters)",
            allowed=f"1 to {rules.username_length} letters, digits and underscores, a letter first",
        )
    elif rules.reserves_user(name):
        prefix = f" and names that begin with {rules.reserved_prefix}" * bool(rules.reserved_prefix)
        yield Finding(
            message=f"{name!r} is reserved by the engine",
            allowed=f"any but {', '.join(sorted(rules.reserved_users))}{prefix}",
        )


def long_username(stack: Stack) -> Iterable[Finding]:
    """Find a master user that is longer than the API's text allows."""
    name, rules = stack.settings.database.username, known.engine_names(stack.settings.engine.type)
    if rules.username_length_documented < len(name) <= rules.username_length:
        yield Finding(
            message=f"{name!r} has {len(name)} characters, more than the API's text allows",
            allowed=f"at most {rules.username_length_documented}",
        )


def obvious_username(stack: Stack) -> Iterable[Finding]:
    """Find a master user that is tried first by whoever tries."""
    name, rules = stack.settings.database.username, known.engine_names(stack.settings.engine.type)
    if name.lower() in rules.obvious_users:
        yield Finding(message=f"{name!r} is the first name that an intruder tries")


def tags(stack: Stack) -> Iterable[Finding]:
    """Find tags that AWS refuses."""
    most = int(limit("tags").high or 0)
    if len(stack.settings.tags) > most:
        yield Finding(message=f"{len(stack.settings.tags)} tags", allowed=f"at most {most}")
    for key, value in stack.settings.tags.items():
        if not 1 <= len(key) <= TAG_KEY or key.lower().startswith("aws:"):
            yield Finding(
                message=f"{key[:40]!r} is no key of a tag",
                allowed=f"1 to {TAG_KEY} characters, not beginning with aws:",
                below=(key,),
            )
        elif len(value) > TAG_VALUE:
            yield Finding(
                message=f"the value has {len(value)} characters",
                allowed=f"at most {TAG_VALUE}",
                below=(key,),
            )


def restore(stack: Stack) -> Iterable[Finding]:
    """Find a restore from two sources, or from none."""
    settings = stack.settings
    if not isinstance(settings, RegionalSettings) or settings.restore is None:
        return
    source = settings.restore
    if (source.snapshot is None) == (source.cluster is None):
        yield Finding(
            message="a restore has one source, and here are "
            + ("none" if source.snapshot is None else "two"),
            allowed="snapshot, or cluster",
        )
    elif source.snapshot and (source.time or source.type == "copy-on-write"):
        yield Finding(
            message="time and type belong to a restore from a cluster, not from a snapshot",
            allowed="cluster with time or type, or snapshot alone",
        )
    elif source.type == "copy-on-write" and source.time:
        yield Finding(
            message="a copy-on-write clone is of the latest state; time needs a full copy",
            allowed="type: full-copy with time, or type: copy-on-write without",
        )
    elif source.time and not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", source.time):
        yield Finding(
            message=f"{source.time!r} is no moment in UTC",
            allowed="a text such as 2026-11-01T03:00:00Z",
            below=("time",),
        )


TABLES = (
    Table(
        subjects=stacks,
        rules=(
            Rule(
                code="AUR-035",
                name="application-name",
                severity=Severity.REFUSE,
                at="application",
                find=application,
            ),
            Rule(
                code="AUR-036",
                name="stack-name",
                severity=Severity.REFUSE,
                at="",
                find=stack_name,
                remedy="name the stack so: pulumi stack rename",
            ),
            Rule(
                code="AUR-037",
                name="identifier-length",
                severity=Severity.REFUSE,
                at="application",
                reads=("/region", "/regions"),
                find=identifiers,
                remedy="shorten the application or the stack's name",
            ),
            Rule(
                code="AUR-038",
                name="database-name",
                severity=Severity.REFUSE,
                at="database.name",
                reads=ENGINE,
                find=database_name,
            ),
            Rule(
                code="AUR-039",
                name="master-user-name",
                severity=Severity.REFUSE,
                at="database.username",
                reads=ENGINE,
                find=username,
            ),
            Rule(
                code="AUR-040",
                name="master-user-long",
                severity=Severity.WARN,
                at="database.username",
                reads=ENGINE,
                find=long_username,
                remedy="shorten it: a later change replaces the database",
            ),
            Rule(
                code="AUR-041",
                name="master-user-obvious",
                severity=Severity.WARN,
                at="database.username",
                reads=ENGINE,
                find=obvious_username,
                remedy="choose a name of your own: a later change replaces the database",
            ),
            Rule(code="AUR-042", name="tags", severity=Severity.REFUSE, at="tags", find=tags),
            Rule(
                code="AUR-043",
                name="restore-source",
                severity=Severity.REFUSE,
                at="restore",
                find=restore,
            ),
        ),
    ),
)
