"""AWS errors in a call module: which one it was, and how the real provider names it."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager

from botocore.exceptions import ClientError, ParamValidationError

from aurora.embedded.provider.calls.contract import Call, CallError

__all__ = ["code", "doing", "ignoring", "is_error", "message"]

_VALUE = re.compile(r"value: .*?, (?=type|valid)", re.DOTALL)


def code(error: ClientError) -> str:
    """Return the error's code, such as `NoSuchEntity`."""
    return error.response.get("Error", {}).get("Code", "")


def message(error: ClientError) -> str:
    """Return the error's text."""
    return error.response.get("Error", {}).get("Message", "")


def is_error(error: BaseException, *codes: str, text: str = "") -> bool:
    """Say whether an error is one of AWS's codes and, where `text` is given, holds that text.

    A code counts with and without the ending `Exception`: services differ in what they send.
    """
    if not isinstance(error, ClientError):
        return False
    bare = code(error).removesuffix("Exception")
    return bare in {name.removesuffix("Exception") for name in codes} and text in message(error)


@contextmanager
def doing(call: Call, what: str) -> Generator[None]:
    """Give an AWS error of the block the provider's words: `doing(call, "creating KMS Key")`.

    Raises:
        CallError: in place of the AWS error, or of parameters that do not fit the operation.
    """
    try:
        yield
    except ClientError as error:
        call.fail(what, error)
    except ParamValidationError as error:
        # The report quotes values, and one may be a password.
        report = _VALUE.sub("", str(error.kwargs.get("report", "")))
        raise CallError(f"{what}: {report}") from None


@contextmanager
def ignoring(*codes: str, text: str = "") -> Generator[None]:
    """End the block without an error when AWS answers one of these codes: gone counts as done."""
    try:
        yield
    except ClientError as error:
        if not is_error(error, *codes, text=text):
            raise
