"""What survives a restart: every request that changed state, in order, with its time and seed.

An entry is handed to the operating system before its answer is sent, so the death of the process
loses nothing that a client was told. (The loss of the whole machine may lose the last entries:
waiting for the disk at each request would cost more than an emulator's state is worth.)
"""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aurora.errors import Failed, Problem

from .call import Call

__all__ = ["Entry", "Journal"]

_FORM = {"journal": 1}


@dataclass(frozen=True)
class Entry:
    """One request that changed state.

    Attributes:
        call: The request.
        seed: What chance started from.
        moment: What the clock showed, seconds since 1970.
    """

    call: Call
    seed: int
    moment: float

    def line(self) -> bytes:
        """Return the entry as one line of the journal."""
        try:
            body: Any = self.call.body.decode()
        except UnicodeDecodeError:
            body = {"base64": base64.b64encode(self.call.body).decode()}
        call = self.call
        record = {
            "seed": self.seed,
            "time": self.moment,
            "method": call.method,
            "path": call.path,
            "query": call.query,
            "headers": call.headers,
            "body": body,
        }
        return json.dumps(record, separators=(",", ":")).encode() + b"\n"

    @classmethod
    def read(cls, line: bytes) -> Entry:
        """Return the entry that a line holds; ValueError or KeyError when it holds none."""
        record = json.loads(line)
        body = record["body"]
        call = Call.made(
            method=record["method"],
            path=record["path"],
            query=record["query"],
            headers=record["headers"],
            body=body.encode() if isinstance(body, str) else base64.b64decode(body["base64"]),
        )
        return cls(call, record["seed"], record["time"])


class Journal:
    """The journal file. It holds request bodies, passwords included: only its owner may read it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._size = os.fstat(self._file).st_size
        if self._size == 0:
            self._write(json.dumps(_FORM).encode() + b"\n")

    def entries(self) -> list[Entry]:
        """Read all entries; a torn last line, left by a kill while writing, is cut off."""
        whole = self._path.read_bytes()
        end = whole.rfind(b"\n") + 1
        if end != len(whole):
            os.ftruncate(self._file, end)
            self._size = end
        lines = whole[:end].splitlines()
        if not lines or lines[0].strip() != json.dumps(_FORM).encode():
            raise self._unreadable(1)
        return [self._entry(number, line) for number, line in enumerate(lines[1:], start=2)]

    def append(self, entry: Entry) -> None:
        """Hand an entry to the operating system; returns when it is there."""
        self._write(entry.line())

    def empty(self) -> None:
        """Forget all entries."""
        os.ftruncate(self._file, 0)
        self._size = 0
        self._write(json.dumps(_FORM).encode() + b"\n")

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)

    def _write(self, line: bytes) -> None:
        view = memoryview(line)
        while view:
            written = os.pwrite(self._file, view, self._size)
            self._size += written
            view = view[written:]

    def _entry(self, number: int, line: bytes) -> Entry:
        try:
            return Entry.read(line)
        except (ValueError, KeyError, TypeError) as error:
            raise self._unreadable(number) from error

    def _unreadable(self, line: int) -> Failed:
        return Failed(
            Problem(
                code="AUR-300",
                message=f"The journal of the embedded AWS cannot be read at line {line}.",
                where=str(self._path),
                remedy="Empty it with `aurora local reset`, or put the file back from a copy.",
            )
        )
