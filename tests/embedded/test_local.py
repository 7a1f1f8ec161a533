"""The background process: one per project, found again, never elsewhere than on this machine."""

from __future__ import annotations

import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
import psutil
import pytest

from aurora.embedded import local
from aurora.errors import BadInput


@pytest.fixture
def root(tmp_path):
    yield tmp_path
    local.stop(tmp_path)


def sns(endpoint):
    return boto3.client(
        "sns",
        region_name="us-east-1",
        endpoint_url=endpoint,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )


def test_one_life(root):
    assert local.status(root) == local.Status(running=False)
    with ThreadPoolExecutor(3) as pool:
        started = list(pool.map(lambda _: local.start(root, 0), range(3)))
    assert len({status.pid for status in started}) == 1
    endpoint = started[0].endpoint
    topic = sns(endpoint).create_topic(Name="kept")["TopicArn"]
    assert local.status(root).resources == {"sns": 1}

    pid = started[0].pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while local.status(root).running:
        pass
    assert local.status(root).endpoint == endpoint
    again = local.start(root)
    assert again.endpoint == endpoint
    assert [t["TopicArn"] for t in sns(endpoint).list_topics()["Topics"]] == [topic]

    assert local.reset(root).resources == {}
    stopped = local.stop(root)
    assert (stopped.running, stopped.pid) == (False, None)
    assert local.stop(root) == stopped
    assert not psutil.pid_exists(again.pid)


def test_a_taken_port_is_named(root):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BadInput, match=f"AUR-301.*{port}"):
            local.start(root, port)
    assert not local.status(root).running


def test_another_port_than_the_present_one_is_refused(root):
    present = local.start(root, 0)
    with pytest.raises(BadInput, match="AUR-305"):
        local.start(root, 1)
    assert local.status(root).pid == present.pid


def test_reset_of_a_stopped_one_empties_its_journal(root):
    endpoint = local.start(root, 0).endpoint
    sns(endpoint).create_topic(Name="gone")
    local.stop(root)
    local.reset(root)
    assert local.start(root).resources == {}


def test_a_process_id_that_another_program_has_is_not_ours(root):
    home = local.directory(root)
    home.mkdir(parents=True)
    (home / "server.json").write_text(f'{{"pid": {os.getpid()}, "port": 1, "begun": 0}}')
    assert not local.status(root).running
    local.stop(root)
    assert psutil.pid_exists(os.getpid())


@pytest.mark.parametrize("endpoint", ["https://rds.amazonaws.com", "http://10.0.0.1:5610", "x"])
def test_only_this_machine(endpoint):
    with pytest.raises(BadInput, match="AUR-302"):
        local.refuse_remote(endpoint)


def test_loopback_is_this_machine():
    assert local.refuse_remote("http://127.0.0.1:5610") == "http://127.0.0.1:5610"


def test_the_journal_is_readable_by_its_owner_alone(root):
    local.start(root, 0)
    journal: Path = local.directory(root) / "journal.jsonl"
    assert journal.stat().st_mode & 0o077 == 0
