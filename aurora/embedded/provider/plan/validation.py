"""What the provider says of a value that it refuses, in its own words."""

from __future__ import annotations

import base64
import ipaddress
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from aurora.embedded.provider.schema import Property
from aurora.values import UNKNOWN

__all__ = ["problems"]

ARN: Final = re.compile(r"arn:[\w-]*:[\w-]+:[\w-]*:(\d{12}|aws|aws-managed|aws-marketplace)?:.+")
WINDOW: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
WEEK: Final = re.compile(
    r"(?i)(sun|mon|tue|wed|thu|fri|sat):([01]\d|2[0-3]):[0-5]\d"
    r"-(sun|mon|tue|wed|thu|fri|sat):([01]\d|2[0-3]):[0-5]\d"
)


def problems(value: Any, property_: Property) -> Iterator[str]:
    """Yield the provider's words on a value; nothing on one that is unknown."""
    if value is UNKNOWN or value is None:
        return
    if isinstance(value, list):
        yield from _counts(value, property_)
        items = property_.schema.get("items") or (
            property_.schema if not property_.properties else {}
        )
        for item in value:
            if isinstance(item, (str, int, float)) and not isinstance(item, bool):
                yield from _scalar(item, property_, items)
        return
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        yield from _scalar(value, property_, property_.schema)


def _counts(value: list[Any], property_: Property) -> Iterator[str]:
    name, count = property_.terraform, len(value)
    if property_.max_items and count > property_.max_items:
        yield (
            f"Too many list items. Attribute {name} supports {property_.max_items} item maximum, "
            f"but config has {count} declared."
        )
    if property_.min_items and count < property_.min_items:
        yield (
            f"Not enough list items. Attribute {name} requires {property_.min_items} item minimum, "
            f"but config has only {count} declared."
        )


def _scalar(value: Any, property_: Property, schema: Mapping[str, Any]) -> Iterator[str]:
    name = property_.terraform
    if "enum" in schema and value not in schema["enum"]:
        allowed = " ".join(
            f'"{item}"' if isinstance(item, str) else str(item) for item in schema["enum"]
        )
        yield f"expected {name} to be one of [{allowed}], got {value}"
    if isinstance(value, str):
        yield from _text(value, property_, schema)
    elif isinstance(value, (int, float)):
        yield from _range(value, name, schema)


def _range(value: float, name: str, schema: Mapping[str, Any]) -> Iterator[str]:
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        if not low <= value <= high:
            yield f"expected {name} to be in the range ({low} - {high}), got {value}"
    elif low is not None and value < low:
        yield f"expected {name} to be at least ({low}), got {value}"
    elif high is not None and value > high:
        yield f"expected {name} to be at most ({high}), got {value}"


def _text(value: str, property_: Property, schema: Mapping[str, Any]) -> Iterator[str]:
    name, length = property_.terraform, len(value)
    low, high = schema.get("minLength"), schema.get("maxLength")
    if (low is not None and length < low) or (high is not None and length > high):
        words = _about(property_, "longer", "greater") if high and length > high else None
        yield words or (
            f"expected length of {name} to be in the range ({low or 0} - {high or '...'}), "
            f"got {value}"
        )
    pattern = schema.get("pattern")
    if pattern and not re.search(pattern, value):
        yield from _mismatch(value, property_, pattern)
    check = FORMATS.get(schema.get("format", ""))
    if check and value and (reason := check(name, value)):
        yield reason


def _mismatch(value: str, property_: Property, pattern: str) -> Iterator[str]:
    """Yield what is wrong with a value that a pattern refuses.

    An identifier's pattern joins several checks, each of which the provider words apart.
    """
    name = property_.terraform
    if property_.name == "engine" and "custom-" in pattern:
        yield f"invalid value for {name} (must begin with custom-)"
        engines = re.findall(r"[a-z]+(?:-[a-z]+)?", pattern.split("custom")[0])
        yield f"expected {name} to be one of {engines}, got {value}".replace("'", '"').replace(
            ",", ""
        )
        return
    if "(?!.*--)" not in pattern:
        words = property_.words[0] if property_.words else ""
        yield (
            f"invalid value for {name} ({words})"
            if words and f'"{name}"' not in words
            else (words or f"invalid value for {name} (does not match {pattern})")
        )
        return
    if "--" in value:
        yield _about(property_, "consecutive") or f'"{name}" cannot contain two consecutive hyphens'
    if value.endswith("-"):
        yield _about(property_, "cannot end") or f'"{name}" cannot end with a hyphen'
    if value[:1] and not value[0].isalpha():
        yield _about(property_, "first character", "must begin") or (
            f'first character of "{name}" must be a letter'
        )
    if not re.fullmatch(r"[0-9a-z-]*", value):
        yield _about(property_, "only") or (
            f'only lowercase alphanumeric characters and hyphens allowed in "{name}"'
        )


def _about(property_: Property, *keys: str) -> str | None:
    return next((words for words in property_.words if any(key in words for key in keys)), None)


def _arn(name: str, value: str) -> str | None:
    if ARN.fullmatch(value):
        return None
    why = "invalid prefix" if not value.startswith("arn:") else "not enough sections"
    return f'"{name}" ({value}) is an invalid ARN: arn: {why}'


def _json(name: str, value: str) -> str | None:
    try:
        json.loads(value)
    except ValueError as error:
        return f'"{name}" contains an invalid JSON: {error}'
    return None


def _window(form: re.Pattern[str], words: str) -> Callable[[str, str], str | None]:
    def check(name: str, value: str) -> str | None:
        if form.fullmatch(value):
            return None
        return f'"{name}" must satisfy the format of "{words}".'

    return check


def _network(version: int) -> Callable[[str, str], str | None]:
    def check(name: str, value: str) -> str | None:
        try:
            network = ipaddress.ip_network(value, strict=False)
        except ValueError:
            return f'expected "{name}" to be a valid IPv{version} Value, got {value}'
        if network.version != version:
            return f'expected "{name}" to be a valid IPv{version} Value, got {value}'
        if str(network) != value.lower() and version == 4:
            return (
                f"expected {name} to contain a valid network Value, expected {network}, got {value}"
            )
        return None

    return check


def _base64(name: str, value: str) -> str | None:
    try:
        base64.b64decode(value, validate=True)
    except ValueError:
        return f'expected "{name}" to be a base64 string, got {value}'
    return None


FORMATS: Final[Mapping[str, Callable[[str, str], str | None]]] = {
    "arn": _arn,
    "json": _json,
    "rds-backup-window": _window(WINDOW, "hh24:mi-hh24:mi"),
    "rds-maintenance-window": _window(WEEK, "ddd:hh24:mi-ddd:hh24:mi"),
    "ipv4-network": _network(4),
    "ipv6-network": _network(6),
    "base64": _base64,
}
