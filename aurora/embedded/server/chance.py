"""The one source of time and chance in the embedded AWS, so that a repeated request does the same.

moto draws its identifiers from `mock_random` and most times from `moto.core.utils.utcnow`, but
some modules read the clock, `uuid` or `os.urandom` themselves. `tame` gives every moto module
stand-ins for these; `fixed` then holds clock and chance still for the length of one request.
"""

from __future__ import annotations

import datetime as real_datetime
import hashlib
import os
import sys
import time as real_time
import uuid as real_uuid
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar

from moto.moto_api._internal import mock_random

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["fixed", "now", "seeded_by_name", "tame"]

_EPOCH_OF_DEFAULTS = 1_735_689_600.0  # 2025-01-01: when the account and its default VPC were made


class _Clock:
    """Seconds since 1970 while held, None while it runs."""

    held: float | None = None


def now() -> float:
    """Return the time that AWS would show, in seconds since 1970."""
    return real_time.time() if _Clock.held is None else _Clock.held


@contextmanager
def fixed(seed: int, moment: float) -> Generator[None]:
    """Hold the clock at `moment` and start chance from `seed` until the end of the block."""
    before = _Clock.held
    _Clock.held = moment
    mock_random.seed(seed)
    try:
        yield
    finally:
        _Clock.held = before


@contextmanager
def seeded_by_name(*names: str) -> Generator[None]:
    """Make what AWS has from the start (a default VPC, an AWS managed key) the same every time.

    The state of chance before the block is put back, so that it does not matter when, or by
    which read, a default comes into being.
    """
    digest = hashlib.sha256("/".join(names).encode()).digest()
    state = mock_random.getstate()
    before = _Clock.held
    try:
        with fixed(int.from_bytes(digest[:8], "big"), _EPOCH_OF_DEFAULTS):
            yield
    finally:
        mock_random.setstate(state)
        _Clock.held = before


class _HeldType(type):
    """Lets real datetimes pass as instances of the stand-in."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, real_datetime.datetime)

    def __subclasscheck__(cls, subclass: type) -> bool:
        return issubclass(subclass, real_datetime.datetime)


class _HeldDatetime(real_datetime.datetime, metaclass=_HeldType):
    """`datetime.datetime` whose `now` follows the held clock; it makes plain datetimes."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        return real_datetime.datetime(*args, **kwargs)

    @classmethod
    def now(cls, tz: real_datetime.tzinfo | None = None) -> Any:
        return real_datetime.datetime.fromtimestamp(now(), tz)

    @classmethod
    def utcnow(cls) -> Any:
        moment = real_datetime.datetime.fromtimestamp(now(), real_datetime.UTC)
        return moment.replace(tzinfo=None)

    @classmethod
    def today(cls) -> Any:
        return real_datetime.datetime.fromtimestamp(now())


def _urandom(size: int) -> bytes:
    return mock_random.randbytes(size)


def _uuid4() -> real_uuid.UUID:
    return mock_random.uuid4()


def _standing_in(module: ModuleType, **replaced: Any) -> ModuleType:
    copy = ModuleType(module.__name__)
    vars(copy).update(vars(module))
    vars(copy).update(replaced)
    return copy


_STAND_INS: dict[int, Any] = {
    id(real_time): _standing_in(real_time, time=now),
    id(real_time.time): now,
    id(real_datetime): _standing_in(real_datetime, datetime=_HeldDatetime),
    id(real_datetime.datetime): _HeldDatetime,
    id(real_uuid): _standing_in(real_uuid, uuid4=_uuid4),
    id(real_uuid.uuid4): _uuid4,
    id(os): _standing_in(os, urandom=_urandom),
}


class _Tamed:
    """Which modules have the stand-ins, and how many there were in all.

    base_backend is left as it is: it numbers its own containers, and when they come into being is
    a matter of loading.
    """

    names: ClassVar[set[str]] = {"moto.core.base_backend"}
    loaded = 0


def tame() -> None:
    """Give every moto module loaded since the last call the stand-ins; cheap when none was."""
    if _Tamed.loaded == len(sys.modules):
        return
    _Tamed.loaded = len(sys.modules)
    for name in [name for name in sys.modules if name.startswith("moto.")]:
        if name in _Tamed.names:
            continue
        _Tamed.names.add(name)
        module = vars(sys.modules[name])
        for key, value in list(module.items()):
            if id(value) in _STAND_INS:
                module[key] = _STAND_INS[id(value)]
