"""Names, identifiers and addresses of RDS resources."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from moto.moto_api._internal import mock_random

from .faults import invalid_identifier

if TYPE_CHECKING:
    from moto.rds.models import RDSBackend

__all__ = ["arn_parts", "checked", "hosted_zone", "named", "resource_suffix", "url_part"]

_IDENTIFIER = re.compile(r"^[A-Za-z](?!.*--)[A-Za-z0-9-]*(?<!-)$")
_CAPITALS = string.ascii_uppercase + string.digits
_BASE32 = string.ascii_uppercase + "234567"
_SMALL = string.ascii_lowercase + string.digits


def checked(identifier: str | None, parameter: str, longest: int = 63) -> str:
    """Return an identifier in lower case, as AWS keeps it; refuse what is none."""
    text = identifier or ""
    if not _IDENTIFIER.match(text) or len(text) > longest:
        raise invalid_identifier(parameter)
    return text.lower()


def named(reference: str) -> str:
    """Return the identifier of a resource that may be given as its ARN."""
    return reference.split(":", 6)[-1] if reference.startswith("arn:") else reference


def arn_parts(reference: str, region: str) -> tuple[str, str]:
    """Return region and identifier of a resource given by ARN, or by name in this region."""
    if reference.startswith("arn:"):
        return reference.split(":")[3], reference.split(":", 6)[-1]
    return region, reference


def resource_suffix() -> str:
    """Return the 26 signs of an immutable resource id: sixteen bytes in base 32."""
    return "".join(mock_random.choice(_BASE32) for _ in range(26))


def url_part(backend: RDSBackend) -> str:
    """Return the part of a DNS name that all databases of an account and region share.

    It begins with a `c` in every name recorded of AWS.
    """
    return "c" + _of_region(backend, 11, _SMALL)


def hosted_zone(backend: RDSBackend) -> str:
    """Return the hosted zone of the region's database endpoints (made up; one per region)."""
    return "Z" + _of_region(backend, 13, _CAPITALS)


def _of_region(backend: RDSBackend, length: int, letters: str) -> str:
    state = mock_random.getstate()
    try:
        mock_random.seed(f"{backend.account_id}/{backend.region_name}/{length}")
        return "".join(mock_random.choice(letters) for _ in range(length))
    finally:
        mock_random.setstate(state)
