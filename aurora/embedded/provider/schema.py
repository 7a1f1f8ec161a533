"""What the real provider says of each resource type, read from the facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

__all__ = ["AutoName", "Property", "ResourceType", "resource_type", "tokens"]

FACTS: Final = Path(__file__).parent / "facts"


@dataclass(frozen=True, kw_only=True)
class Property:
    """One property, at the top of a resource or inside one.

    Attributes:
        name: Pulumi's name.
        terraform: Terraform's name, which error words use.
        type: string, integer, number, boolean, list, map, object or document (JSON text or object).
        items: Type of the items of a list or map of plain values.
        properties: The nested properties of an object or of a list's objects.
        set: The order of the items does not count.
        hash: Nested properties that identify an item of a set; all when empty.
        force_new: A change replaces the resource.
        normalise: How a value is rewritten before it is compared and stored.
        ignore: When a difference does not count.
        checks: The provider's validators, in its order, each with its words where it has own ones.
        nullable: Zero is a value of its own, unlike in SDKv2 otherwise.
        skip_empty: Items of the list whose property of this name is the empty text are left out.
    """

    name: str
    terraform: str
    type: str = "string"
    items: str = ""
    properties: Mapping[str, Property] = field(default_factory=dict)
    required: bool = False
    optional: bool = False
    computed: bool = False
    sensitive: bool = False
    write_only: bool = False
    set: bool = False
    hash: tuple[str, ...] = ()
    force_new: bool = False
    default: Any = None
    checks: tuple[Mapping[str, Any], ...] = ()
    nullable: bool = False
    skip_empty: str = ""
    normalise: str = ""
    ignore: str = ""
    conflicts_with: tuple[str, ...] = ()
    exactly_one_of: tuple[str, ...] = ()
    at_least_one_of: tuple[str, ...] = ()
    required_with: tuple[str, ...] = ()
    max_items: int = 0
    min_items: int = 0
    deprecated: str = ""

    @property
    def settable(self) -> bool:
        """Whether a program may give it."""
        return self.required or self.optional


@dataclass(frozen=True, kw_only=True)
class AutoName:
    """How the Pulumi layer names a resource that has no name.

    Attributes:
        property: The property that takes the name.
        limit: Longest name in characters.
        before: Put in front, unless it is there.
        after: `fifo` adds `.fifo` to the name of a FIFO topic.
    """

    property: str
    limit: int
    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class ResourceType:
    """One resource type.

    Attributes:
        token: `aws:rds/cluster:Cluster`.
        terraform: `aws_rds_cluster`.
        framework: Whether the newer plugin framework serves it: other words, no `__defaults`.
    """

    token: str
    terraform: str
    framework: bool
    properties: Mapping[str, Property]
    auto_name: AutoName | None = None
    delete_before_replace: bool = False
    timeouts: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def sensitive(self) -> frozenset[str]:
        """Properties that are secret whatever the program says."""
        return frozenset(name for name, p in self.properties.items() if p.sensitive)

    @cached_property
    def write_only(self) -> frozenset[str]:
        """Properties that are sent and never kept in the state."""
        return frozenset(name for name, p in self.properties.items() if p.write_only)

    @property
    def regional(self) -> bool:
        """Whether the type has a region."""
        return "region" in self.properties

    @property
    def tagged(self) -> bool:
        """Whether the type takes tags."""
        return "tagsAll" in self.properties

    def terraform_names(self) -> Mapping[str, str]:
        """Return Pulumi's name by Terraform's, for the top-level properties."""
        return {p.terraform: name for name, p in self.properties.items()}


@cache
def _files() -> Mapping[str, Path]:
    """Return the file of each type, by token."""
    found: dict[str, Path] = {}
    for path in FACTS.glob("*.json"):
        module, class_ = path.stem.split(".")
        lower = class_[0].lower() + class_[1:]
        found[f"aws:{module.rstrip('_')}/{lower}:{class_}"] = path
    return found


def tokens() -> tuple[str, ...]:
    """Return the token of every type in the facts."""
    return tuple(sorted(_files()))


@cache
def resource_type(token: str) -> ResourceType | None:
    """Return a type by its token, None when the facts do not know it."""
    path = _files().get(token)
    if path is None:
        return None
    facts = json.loads(path.read_text(encoding="utf-8"))
    auto = facts.get("autoName")
    framework = facts["framework"] == "framework"
    return ResourceType(
        token=token,
        terraform=facts["terraform"],
        framework=framework,
        properties=_properties(facts["properties"], nullable=framework),
        auto_name=AutoName(**auto) if auto else None,
        delete_before_replace=facts.get("deleteBeforeReplace", False),
        timeouts=facts.get("timeoutsMinutes", {}),
    )


FIELDS: Final = {
    "forceNew": "force_new",
    "writeOnly": "write_only",
    "conflictsWith": "conflicts_with",
    "exactlyOneOf": "exactly_one_of",
    "atLeastOneOf": "at_least_one_of",
    "requiredWith": "required_with",
    "maxItems": "max_items",
    "minItems": "min_items",
    "skipEmpty": "skip_empty",
}


def _properties(facts: Mapping[str, Any], *, nullable: bool) -> Mapping[str, Property]:
    """Return properties from the facts; the newer framework tells zero from none everywhere."""
    return {name: _property(name, entry, nullable=nullable) for name, entry in facts.items()}


def _property(name: str, facts: Mapping[str, Any], *, nullable: bool) -> Property:
    values: dict[str, Any] = {"nullable": nullable}
    for key, value in facts.items():
        if key == "properties":
            value = _properties(value, nullable=nullable)
        elif isinstance(value, list) and key != "default":
            value = tuple(value)
        values[FIELDS.get(key, key)] = value
    return Property(name=name, **values)
