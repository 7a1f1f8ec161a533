"""The server of the embedded AWS as a process apart from this one, and how it is found again."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil

__all__ = ["HOST", "free_port", "launched", "process_of", "record_as", "recorded"]

HOST = "127.0.0.1"
_MODULE = "aurora.embedded.server"


def launched(home: Path, port: int) -> int:
    """Start the process apart from this one; returns its id."""
    state = str(home.resolve())
    command = [sys.executable, "-m", _MODULE, "--port", str(port), "--state", state, "--detach"]
    inherited = {key: text for key, text in os.environ.items() if not key.startswith("MOTO_")}
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
        env=inherited,
        check=True,
    )
    return int(done.stdout)


def free_port() -> int:
    """Return a port of loopback that nobody has now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def record_as(home: Path, pid: int, port: int) -> None:
    """Write down which process serves which port."""
    try:
        begun = psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        begun = 0.0
    endpoint = f"http://{HOST}:{port}"
    text = json.dumps({"pid": pid, "port": port, "begun": begun, "endpoint": endpoint})
    whole = home / "server.json.new"
    whole.write_text(text)
    whole.replace(home / "server.json")


def recorded(home: Path) -> dict[str, Any] | None:
    """Return what was written down; None when there is nothing, or nothing that can be read."""
    try:
        record = json.loads((home / "server.json").read_text())
        return {"pid": int(record["pid"]), "port": int(record["port"]), "begun": record["begun"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def process_of(home: Path) -> psutil.Process | None:
    """Return the server's process; None if it ended, even if another has its number now."""
    record = recorded(home)
    if record is None:
        return None
    try:
        process = psutil.Process(record["pid"])
        same = abs(process.create_time() - record["begun"]) < 1
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except psutil.Error:
        return None
