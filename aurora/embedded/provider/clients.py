"""botocore clients, one for each service and region, for the life of the provider."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import Any, Final

import botocore.session
from botocore.client import BaseClient
from botocore.config import Config

from aurora.embedded.provider.calls.requests import shaped
from aurora.embedded.provider.configuration import Configuration

__all__ = ["Clients"]

OPTIONS: Final = Config(
    retries={"mode": "standard", "total_max_attempts": 8},
    max_pool_connections=32,
    connect_timeout=5,
    read_timeout=60,
    proxies={},
)
"""Standard mode retries throttling and lost connections, not an operation that nobody knows."""


def _shape(params: dict[str, Any], model: Any, **_: object) -> dict[str, Any]:
    """Bring parameters to the types of the model: the engine sends floats for integers."""
    return shaped(model.input_shape, params) if model.input_shape else params


def _name_error(parsed: dict[str, Any], model: Any, **_: object) -> None:
    """Add to an answer what the words of an error need and botocore leaves out."""
    code = parsed.get("Error", {}).get("Code")
    if code:
        names = {(s.metadata.get("error", {}).get("code") or s.name) for s in model.error_shapes}
        names |= {s.name for s in model.error_shapes}
        parsed["ServiceName"] = model.service_model.service_id
        parsed["Modelled"] = code in names


class Clients:
    """Makes clients; safe to call from any thread."""

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self._session = botocore.session.Session()
        self._lock = threading.Lock()
        self._made: dict[tuple[str, str], BaseClient] = {}

    def __call__(self, service: str, region: str) -> BaseClient:
        """Return the client of a service in a region."""
        with self._lock:
            key = (service, region)
            if key not in self._made:
                given = self.configuration
                client = self._session.create_client(
                    service,
                    region_name=region,
                    endpoint_url=given.endpoint or None,
                    aws_access_key_id=given.access_key or None,
                    aws_secret_access_key=given.secret_key or None,
                    aws_session_token=given.token or None,
                    config=OPTIONS,
                )
                client.meta.events.register("provide-client-params.*.*", _shape)
                client.meta.events.register("after-call.*.*", _name_error)
                self._made[key] = client
            return self._made[key]

    @cached_property
    def account(self) -> str:
        """The account id, asked once."""
        return self("sts", self.configuration.region).get_caller_identity()["Account"]
