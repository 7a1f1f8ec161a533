"""The embedded AWS as one WSGI application: moto behind a lock, a journal and plain refusals."""

from __future__ import annotations

import contextlib
import json
import logging
import secrets
import threading
from typing import TYPE_CHECKING, Any

from botocore.model import OperationNotFoundError

from . import chance, counts
from .answer import Answer, internal_failure, unknown_action, unknown_region
from .call import Call
from .dispatch import Dispatcher
from .journal import Entry, Journal
from .regions import known_region

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Application"]

_log = logging.getLogger(__name__)


class Application:
    """Answers AWS requests one after another.

    One lock serves all requests: moto's state is not made for threads, its work is pure Python
    (threads would win nothing), and a request must be alone to be repeatable.

    Args:
        journal: Where changes are kept; None keeps nothing.
    """

    def __init__(self, journal: Journal | None = None) -> None:
        self._journal = journal
        self._lock = threading.Lock()
        self._moto = Dispatcher()
        self._since = chance.now()

    def restore(self) -> int:
        """Repeat the journal; returns how many requests that were."""
        entries = self._journal.entries() if self._journal else []
        with self._lock:
            for entry in entries:
                self._carried_out(entry)
        return len(entries)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request (WSGI)."""
        call = Call.of(environ)
        with self._lock:
            answer = self._answered(call)
        headers = [(k, v) for k, v in answer.headers if k.lower() != "content-length"]
        length = len(answer.body)
        if call.method == "HEAD":
            length = int({k.lower(): v for k, v in answer.headers}.get("content-length", 0))
        headers.append(("Content-Length", str(length)))
        start_response(answer.status, headers)
        return [answer.body]

    def _answered(self, call: Call) -> Answer:
        if call.path == "/_aurora/status":
            return self._status()
        if call.region and not known_region(call.region):
            return unknown_region(call)
        if call.changes_state():
            entry = Entry(call, secrets.randbits(64), chance.now())
            answer = self._carried_out(entry)
            if self._journal and not _is_unknown(answer):
                self._journal.append(entry)
            return answer
        answer = self._dispatched(call)
        if self._journal and call.path == "/moto-api/reset" and call.method == "POST":
            self._journal.empty()
        return answer

    def _carried_out(self, entry: Entry) -> Answer:
        with contextlib.suppress(Exception):  # the same comes up again below, and is answered
            self._moto.prepare(entry.call)
        with chance.fixed(entry.seed, entry.moment):
            return self._dispatched(entry.call)

    def _dispatched(self, call: Call) -> Answer:
        try:
            answer = self._moto.answer(call)
        except (NotImplementedError, OperationNotFoundError, ModuleNotFoundError):
            return unknown_action(call)
        except Exception as error:
            _log.exception("%s %s in %s", call.service, call.operation, call.region)
            return internal_failure(call, error)
        if answer.status.startswith("404") and _is_unrouted(call, answer):
            return unknown_action(call)
        return answer

    def _status(self) -> Answer:
        body = json.dumps({"since": self._since, "resources": counts.by_service()})
        return Answer("200 OK", (("Content-Type", "application/json"),), body.encode())


def _is_unrouted(call: Call, answer: Answer) -> bool:
    """Whether moto found no operation for the address: Flask's own page, or nothing at all."""
    page = answer.body.lstrip()[:15].lower() == b"<!doctype html>"
    return page or (not answer.body and call.protocol == "rest-json")


def _is_unknown(answer: Answer) -> bool:
    return answer.status.startswith("400") and b"InvalidAction" in answer.body
