"""Whether the embedded AWS is where the variables say, and nowhere else than on this machine."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from aurora.errors import BadInput, Failed, Problem

__all__ = ["answering", "loopback"]

VARIABLE: Final = "AWS_ENDPOINT_URL"
CONNECT_SECONDS: Final = 3.0


def loopback(variables: Mapping[str, str]) -> None:
    """Raise BadInput unless every endpoint is on this machine's loopback, and there is one."""
    names = [name for name in variables if name.startswith(VARIABLE)]
    if VARIABLE not in names:
        raise BadInput(
            Problem(
                code="AUR-212",
                message="no endpoint is given, and without one it would be a real account",
                where=VARIABLE,
                allowed="a URL on this machine's loopback, such as http://127.0.0.1:5601",
            )
        )
    for name in sorted(names):
        host = urlsplit(variables[name]).hostname or ""
        if not _is_loopback(host):
            raise BadInput(
                Problem(
                    code="AUR-212",
                    message=f"{host or variables[name]!r} is not this machine",
                    where=name,
                    allowed="127.0.0.1, ::1 or localhost",
                    remedy="leave `--local` out for a real account",
                )
            )


def answering(variables: Mapping[str, str]) -> None:
    """Raise Failed unless something listens at the endpoint."""
    url = urlsplit(variables[VARIABLE])
    port = url.port or {"https": 443}.get(url.scheme, 80)
    try:
        socket.create_connection((url.hostname or "", port), CONNECT_SECONDS).close()
    except OSError:
        raise Failed(
            Problem(
                code="AUR-213",
                message=f"the embedded AWS is not running: nothing answers at {url.geturl()}",
                where=VARIABLE,
                remedy="`aurora local start`",
            )
        ) from None


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
