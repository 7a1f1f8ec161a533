from __future__ import annotations

import socket

import pytest

from aurora.engine import endpoint
from aurora.errors import BadInput, Failed


@pytest.mark.parametrize("url", ["http://127.0.0.1:5", "http://localhost:5", "http://[::1]:5"])
def test_this_machine_is_allowed(url: str) -> None:
    endpoint.loopback({"AWS_ENDPOINT_URL": url})


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"AWS_ENDPOINT_URL": ""},
        {"AWS_ENDPOINT_URL": "https://rds.us-east-1.amazonaws.com"},
        {"AWS_ENDPOINT_URL": "http://127.0.0.1.example.com"},
        {"AWS_ENDPOINT_URL": "http://localhost@10.0.0.1:80"},
        {"AWS_ENDPOINT_URL": "http://127.0.0.1:5", "AWS_ENDPOINT_URL_RDS": "https://10.0.0.1"},
    ],
)
def test_any_other_place_is_refused(variables: dict[str, str]) -> None:
    with pytest.raises(BadInput) as error:
        endpoint.loopback(variables)
    assert error.value.problems[0].code == "AUR-212"


def test_silence_is_told_with_the_command_that_ends_it() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(Failed, match="aurora local start"):
            endpoint.answering({"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"})
        taken.listen()
        endpoint.answering({"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"})
