"""What every part of a stack file has in common: frozen, documented, nothing undeclared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
)
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema

from aurora.catalogue.limits import limit

__all__ = ["About", "Change", "Frozen", "Section", "about", "within"]

DOCS = "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/"

Value = TypeVar("Value")

Frozen = Annotated[
    Mapping[str, Value],
    AfterValidator(lambda given: MappingProxyType(dict(given))),
    PlainSerializer(dict),
]
"""A mapping that nobody can change after it was read."""


class Change(StrEnum):
    """What `pulumi up` does to a running database when the value changes."""

    IN_PLACE = "in place"
    RESTART = "restarts instances"
    REPLACES_INSTANCE = "replaces instances, one at a time"
    REPLACES_DATABASE = "REPLACES THE DATABASE"
    AT_CREATION = "only at creation; a later change does nothing"
    NAMES = "REPLACES EVERYTHING: it is part of every name"
    OURS = "nothing in AWS"


class Section(BaseModel):
    """A part of a stack file: camelCase in YAML, snake_case here, frozen, no key undeclared.

    Values are taken as they are: `"14"` is not a number here.
    """

    model_config = ConfigDict(
        alias_generator=to_camel,
        extra="forbid",
        frozen=True,
        strict=True,
        validate_by_name=True,
        validate_by_alias=True,
        validate_default=False,
        ser_json_inf_nan="strings",
        allow_inf_nan=False,
    )


@dataclass(frozen=True)
class About:
    """What an operator has to know of a field; shown by editors and by `aurora explain`.

    Attributes:
        meaning: What it is.
        example: A valid value.
        unit: Unit of a number.
        change: What a later change of the value does.
        link: The page at AWS.
        default: The default in words, where it depends on another field or on the environment.
    """

    meaning: str
    example: Any = None
    unit: str = ""
    change: Change = Change.IN_PLACE
    link: str = ""
    default: str = ""

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Put meaning, unit, consequence and link where an editor shows them."""
        schema = handler(core)
        unit = f" Unit: {self.unit}." if self.unit else ""
        default = f" Default: {self.default}." if self.default else ""
        link = f"\n{self.link}" if self.link else ""
        schema["description"] = f"{self.meaning}{unit}{default} A change: {self.change}.{link}"
        if self.example is not None:
            schema["examples"] = [self.example]
        return schema


def about(field: FieldInfo) -> About:
    """Return what is said of a model's field; a TypeError means that nothing is."""
    for item in field.metadata:
        if isinstance(item, About):
            return item
    msg = "every field of a stack file carries an About"
    raise TypeError(msg)


def within(name: str) -> Any:
    """Return the constraint that a limit of the catalogue is to a field."""
    known = limit(name)
    return Field(ge=known.low, le=known.high, multiple_of=known.step)
