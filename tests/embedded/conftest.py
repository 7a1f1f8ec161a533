"""One embedded AWS for the tests of a process, in a thread of its own."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import boto3
import pytest
from botocore.client import BaseClient
from botocore.config import Config

Clients = Callable[..., BaseClient]


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """The address of an embedded AWS without a journal."""
    from aurora.embedded.server.serving import serving

    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def clients(endpoint: str) -> Clients:
    """Makes botocore clients: `clients("kms", "eu-west-1")`."""
    from aurora.embedded.provider.calls.requests import shaped

    session = boto3.session.Session("test", "test")
    config = Config(retries={"max_attempts": 1}, proxies={})

    @functools.cache
    def client(service: str, region: str = "us-east-1") -> BaseClient:
        made = session.client(service, region, endpoint_url=endpoint, config=config)
        made.meta.events.register(
            "provide-client-params.*.*",
            lambda params, model, **_: (
                shaped(model.input_shape, params) if model.input_shape else params
            ),
        )
        return made

    return client
