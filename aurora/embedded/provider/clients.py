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
        self._lock = threading.RLock()
        self._made: dict[tuple[str, str], BaseClient] = {}

    def __call__(self, service: str, region: str) -> BaseClient:
        """Return the client of a service in a region.

        Raises:
            BotoCoreError: There is no such service or profile.
        """
        with self._lock:
            key = (service, region)
            if key not in self._made:
                self._made[key] = self._client(service, region, self._credentials)
            return self._made[key]

    @cached_property
    def account(self) -> str:
        """The account id, asked once; empty where STS is not to be asked."""
        if not self.configuration.account_asked:
            return ""
        with self._lock:
            return self("sts", self.configuration.region).get_caller_identity()["Account"]

    @cached_property
    def _session(self) -> botocore.session.Session:
        return botocore.session.Session(profile=self.configuration.profile or None)

    @cached_property
    def _credentials(self) -> tuple[str, str, str]:
        """Access key, secret key and token: as given, then those of each role assumed in turn."""
        given = self.configuration
        keys = (given.access_key, given.secret_key, given.token)
        for role in given.roles:
            sts = self._client("sts", given.region, keys)
            answer = sts.assume_role(RoleArn=role, RoleSessionName="aurora")["Credentials"]
            keys = (answer["AccessKeyId"], answer["SecretAccessKey"], answer["SessionToken"])
        return keys

    def _client(self, service: str, region: str, keys: tuple[str, str, str]) -> BaseClient:
        access_key, secret_key, token = keys
        client = self._session.create_client(
            service,
            region_name=region,
            endpoint_url=self.configuration.endpoint_of(service),
            aws_access_key_id=access_key or None,
            aws_secret_access_key=secret_key or None,
            aws_session_token=token or None,
            config=OPTIONS,
        )
        client.meta.events.register("provide-client-params.*.*", _shape)
        client.meta.events.register("after-call.*.*", _name_error)
        return client
