"""AWS errors in a call module: which one it was, and how the real provider names it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call

__all__ = ["code", "doing", "ignoring", "is_error", "message"]


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
        CallError: in place of the AWS error.
    """
    try:
        yield
    except ClientError as error:
        call.fail(what, error)


@contextmanager
def ignoring(*codes: str, text: str = "") -> Generator[None]:
    """End the block without an error when AWS answers one of these codes: gone counts as done."""
    try:
        yield
    except ClientError as error:
        if not is_error(error, *codes, text=text):
            raise
