"""Hands a call to the moto application of its service."""

from __future__ import annotations

import functools
from typing import Any

from moto.core import responses
from moto.core.common_models import BaseModel
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from . import chance
from .answer import Answer
from .call import Call
from .overlay.patching import replace

__all__ = ["Dispatcher", "install"]

_methods = responses.method_names_from_class


class Dispatcher(DomainDispatcherApplication):
    """moto's dispatcher, with what it computes anew for each request kept."""

    def __init__(self) -> None:
        super().__init__(_application_of)
        self._backends: dict[str | None, Any] = {}

    def get_backend_for_host(self, host: str | None) -> Any:
        """Return the moto package that serves a host name."""
        if host not in self._backends:
            self._backends[host] = super().get_backend_for_host(host)
        return self._backends[host]

    def prepare(self, call: Call) -> Any:
        """Load what serves a call, before the call's own chance begins."""
        service = self.get_application(call.environ())
        chance.tame()
        return service

    def answer(self, call: Call) -> Answer:
        """Return moto's answer; whatever moto raises comes through."""
        environ = call.environ()
        service = self.prepare(call)
        head: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
            head.update(status=status, headers=tuple(headers))

        chunks = service(environ, start_response)
        try:
            body = b"".join(chunks)
        finally:
            close = getattr(chunks, "close", None)
            if close:
                close()
        return Answer(head["status"], head["headers"], body)


def _application_of(service: Any) -> Any:
    if service is None:
        raise NotImplementedError
    return create_backend_app(service)


def _untracked(cls: type[BaseModel], *_: Any, **__: Any) -> BaseModel:
    return object.__new__(cls)


def install() -> None:
    """Spare moto two costs of a request: listing a class's methods, remembering every object."""
    replace(responses, method_names_from_class=functools.cache(_methods))
    replace(BaseModel, __new__=_untracked)
