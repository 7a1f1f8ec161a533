"""Formats of texts that the provider knows, each with the words of its refusal."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

__all__ = ["FORMATS", "json_error", "quoted"]

Format = Callable[[str, str, Mapping[str, Any]], Iterator[str]]
"""Yields what is wrong with a text at a place; the third argument is the validator's own entry."""

PARTITION: Final = r"^aws(-[a-z]+)*$"
REGION: Final = r"^[a-z]{2}(-[a-z]+)+-\d{1,2}$"
ACCOUNT: Final = r"^(aws|aws-managed|third-party|aws-marketplace|\d{12}|cw.{10})$"
TIME: Final = r"([0-1][0-9]|2[0-3]):([0-5][0-9])"
DAY_TIME: Final = rf"(sun|mon|tue|wed|thu|fri|sat):{TIME}"
RFC3339: Final = "2006-01-02T15:04:05Z07:00"
"""Go's way to write the format RFC 3339."""


def quoted(text: str) -> str:
    """Return a text in double quotes, as Go's %q writes it."""
    return json.dumps(text, ensure_ascii=False)


def json_error(error: json.JSONDecodeError) -> str:
    """Return a syntax error in the words of Go's JSON decoder, as near as they can be had."""
    rest = error.doc[error.pos :].lstrip()
    if not rest:
        return "unexpected end of JSON input"
    what = (
        "after top-level value" if error.msg == "Extra data" else "looking for beginning of value"
    )
    return f"invalid character {rest[0]!r} {what}"


def _arn(text: str, key: str, check: Mapping[str, Any]) -> Iterator[str]:
    if not text:
        return
    lead = f'"{key}" ({text}) is an invalid ARN: '
    if not text.startswith("arn:"):
        yield f"{lead}arn: invalid prefix"
        return
    parts = text.split(":", 5)
    if len(parts) < 6:
        yield f"{lead}arn: not enough sections"
        return
    _, partition, _, region, account, resource = parts
    if not partition:
        yield f"{lead}missing partition value"
    for value, form, name in (
        (partition, PARTITION, "partition"),
        (region, REGION, "region"),
        (account, ACCOUNT, "account ID"),
    ):
        if value and not re.match(form, value):
            yield f"{lead}invalid {name} value (expecting to match regular expression: {form})"
    if not resource:
        yield f"{lead}missing resource value"


def _json(text: str, key: str, check: Mapping[str, Any]) -> Iterator[str]:
    if not text:
        return
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        yield f'"{key}" contains an invalid JSON: {json_error(error)}'


def _iam_policy(text: str, key: str, check: Mapping[str, Any]) -> Iterator[str]:
    """A policy document as IAM's older parser wants it: an object from the first character on."""
    lead = f'"{key}" contains an invalid JSON policy: '
    if not text:
        yield f'"{key}" is an empty string, which is not a valid JSON value'
    elif text[0] in " \t\r\n":
        yield f"{lead}leading space characters are not allowed"
    elif text[0] == '"':
        yield f"{lead}contains a JSON-encoded string, not a JSON-encoded object{_hint(text)}"
    elif text[0] == "[":
        yield f"{lead}contains a JSON array, not a JSON object"
    elif text[0] != "{":
        yield f"{lead}not a JSON object"
    else:
        yield from _document(text, key, lead)


def _hint(text: str) -> str:
    try:
        content = json.loads(text)
    except ValueError:
        return ""
    if content.endswith(".json"):
        return " (have you passed a JSON-encoded filename instead of the content of that file?)"
    try:
        json.loads(content)
    except ValueError:
        return ""
    return " (have you double-encoded your JSON data?)"


def _document(text: str, key: str, lead: str) -> Iterator[str]:
    twice: list[str] = []

    def note(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        names = [name for name, _ in pairs]
        twice.extend(name for name in dict.fromkeys(names) if names.count(name) > 1)
        return dict(pairs)

    try:
        json.loads(text, object_pairs_hook=note)
    except json.JSONDecodeError as error:
        yield f"{lead}{json_error(error)}, at byte offset {error.pos + 1}"
        return
    if twice:
        yield f'"{key}" contains duplicate JSON keys: duplicate key {quoted(twice[0])}'


def _network(version: int) -> Format:
    def check_network(text: str, key: str, check: Mapping[str, Any]) -> Iterator[str]:
        try:
            network = ipaddress.ip_network(text, strict=False) if "/" in text else None
        except ValueError:
            network = None
        if network is None:
            yield f"{quoted(text)} is not a valid CIDR block: invalid CIDR address: {text}"
        elif network.version != version:
            yield f"{quoted(text)} is not a valid IPv{version} CIDR block"
        elif ipaddress.ip_address(text.split("/")[0]) != network.network_address:
            yield (
                f"{quoted(text)} is not a valid IPv{version} CIDR block; "
                f"did you mean {quoted(str(network))}?"
            )
        elif "bits" in check and network.prefixlen not in check["bits"]:
            low, high = min(check["bits"]), max(check["bits"])
            yield _bits(key, low, high, network.prefixlen)

    return check_network


def _cidr(text: str, key: str, check: Mapping[str, Any]) -> Iterator[str]:
    """A network in canonical form with a prefix within bounds, by the SDK's own validator."""
    try:
        network = ipaddress.ip_network(text, strict=False) if "/" in text else None
    except ValueError:
        network = None
    if network is None:
        yield (
            f"expected {key} to contain a valid Value, got: {text} with err: "
            f"invalid CIDR address: {text}"
        )
        return
    if str(network) != text:
        yield f"expected {key} to contain a valid network Value, expected {network}, got {text}"
    low, high = check["bits"]
    if not low <= network.prefixlen <= high:
        yield _bits(key, low, high, network.prefixlen)


def _bits(key: str, low: int, high: int, got: int) -> str:
    return (
        f'expected "{key}" to contain a network Value with between {low} and {high} significant '
        f"bits, got: {got}"
    )


def _window(form: str, shown: str) -> Format:
    def check_window(text: str, key: str, check: Mapping[str, Any]) -> Iterator[str]:
        if text and not re.fullmatch(f"{form}-{form}", text.lower()):
            yield f'({text.lower()}) must satisfy the format of "{shown}"'

    return check_window


def _time(text: str, key: str, check: Mapping[str, Any]) -> Iterator[str]:
    if not _is_time(text):
        yield (
            f'expected "{key}" to be a valid RFC3339 date, got {quoted(text)}: parsing time '
            f'{quoted(text)} as "{RFC3339}": cannot parse {quoted(text)}'
        )


def _utc(text: str, key: str, check: Mapping[str, Any]) -> Iterator[str]:
    if not _is_time(text):
        yield (
            f'must be in RFC3339 time format "{RFC3339}". Example: parsing time {quoted(text)} as '
            f'"{RFC3339}": cannot parse {quoted(text)}'
        )


def _is_time(text: str) -> bool:
    if not re.match(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$", text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _base64(text: str, key: str, check: Mapping[str, Any]) -> Iterator[str]:
    try:
        base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        yield f'"{key}" ({quoted(text)}) must be base64-encoded'


def _float(text: str, key: str, check: Mapping[str, Any]) -> Iterator[str]:
    if not text:
        return
    try:
        float(text)
    except ValueError:
        why = f"strconv.ParseFloat: parsing {quoted(text)}: invalid syntax"
        yield f"{key}: cannot parse '{text}' as float: {why}"


def _account(text: str, key: str, check: Mapping[str, Any]) -> Iterator[str]:
    if not re.fullmatch(r"[0-9]{12}", text):
        yield f'"{key}" doesn\'t look like AWS Account ID (exactly 12 digits): {quoted(text)}'


FORMATS: Final[Mapping[str, Format]] = {
    "account-id": _account,
    "arn": _arn,
    "base64": _base64,
    "cidr-network": _cidr,
    "date-time": _time,
    "float": _float,
    "iam-policy": _iam_policy,
    "ipv4-network": _network(4),
    "ipv6-network": _network(6),
    "json": _json,
    "rds-backup-window": _window(TIME, "hh24:mi-hh24:mi"),
    "rds-maintenance-window": _window(DAY_TIME, "ddd:hh24:mi-ddd:hh24:mi"),
    "utc-timestamp": _utc,
}
