"""Changes of Route 53 records and names as Route 53 writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from aurora.embedded.provider.calls.contract import Call
from aurora.embedded.provider.calls.failures import is_error
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.waits import wait

__all__ = ["change_records", "domain_name", "insync", "unescaped"]

_PLAIN = re.compile(r"[-a-z0-9_.\\]")
_OCTAL = re.compile(r"\\(?P<code>[0-3][0-7]{2})")


def domain_name(name: str) -> str:
    """Return a name as the real provider keeps it: lower case, octal escapes, no last dot."""
    if name == ".":
        return name
    plain = unescaped(name).lower().removesuffix(".")
    return "".join(c if _PLAIN.match(c) else f"\\{ord(c):03o}" for c in plain)


def unescaped(name: str) -> str:
    """Return a name with its octal escapes as the characters that they stand for."""
    return _OCTAL.sub(lambda match: chr(int(match["code"], 8)), name)


def change_records(
    call: Call, zone: str, changes: Sequence[Mapping[str, Any]], comment: str
) -> None:
    """Make a batch of changes and wait for it; a zone that AWS does not see yet is tried again.

    Raises:
        ClientError: AWS refused the batch.
    """
    client = call.client("route53")
    answer = retrying(
        call,
        lambda error: is_error(error, "NoSuchHostedZone"),
        lambda: client.change_resource_record_sets(
            HostedZoneId=zone, ChangeBatch={"Changes": changes, "Comment": comment}
        ),
        minutes=1,
    )
    insync(call, answer)


def insync(call: Call, answer: Mapping[str, Any]) -> None:
    """Wait until all name servers have a change."""
    change = answer.get("ChangeInfo", {}).get("Id", "").removeprefix("/change/")
    if not change or answer["ChangeInfo"]["Status"] == "INSYNC":
        return
    client = call.client("route53")
    wait(
        call,
        f"waiting for Route 53 change ({change})",
        lambda: client.get_change(Id=change)["ChangeInfo"]["Status"],
        done=("INSYNC",),
        pending=("PENDING",),
    )
