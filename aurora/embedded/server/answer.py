"""Answers of our own, each in the protocol of its call, so that every SDK reads the code."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .call import Call

__all__ = ["Answer", "internal_failure", "refusal", "unknown_action", "unknown_region"]

_REQUEST_ID = "00000000-0000-0000-0000-000000000000"
_XML = "text/xml"


@dataclass(frozen=True)
class Answer:
    """A finished HTTP answer.

    Attributes:
        status: HTTP status with its reason, such as `200 OK`.
        headers: Header names and values.
        body: Whole body.
    """

    status: str
    headers: tuple[tuple[str, str], ...] = field(default=())
    body: bytes = field(default=b"", repr=False)


def unknown_action(call: Call) -> Answer:
    """Say that nobody here knows the operation: 400, which no SDK repeats."""
    message = f"The operation {call.operation} of {call.service or 'this service'} is not known"
    return refusal(call, "400 Bad Request", "InvalidAction", f"{message} to the embedded AWS.")


def unknown_region(call: Call) -> Answer:
    """Say that AWS has no such region; there a client would find no host to ask."""
    message = f"There is no endpoint of {call.service}: AWS has no region {call.region}."
    return refusal(call, "400 Bad Request", "UnknownRegion", message)


def internal_failure(call: Call, error: BaseException) -> Answer:
    """Say that the embedded AWS itself failed, naming the operation and the kind of error."""
    message = f"The embedded AWS failed in {call.service} {call.operation}: {type(error).__name__}"
    return refusal(call, "500 Internal Server Error", "InternalFailure", message)


def refusal(call: Call, status: str, code: str, message: str) -> Answer:
    """Return an error answer in the call's protocol.

    Args:
        call: What is answered.
        status: HTTP status with its reason.
        code: AWS error code.
        message: One sentence.
    """
    if call.protocol in {"json", "rest-json"}:
        body = json.dumps({"__type": code, "message": message})
        kind = "application/x-amz-json-1.1" if call.protocol == "json" else "application/json"
        headers: tuple[tuple[str, str], ...] = (("x-amzn-ErrorType", code),)
    else:
        kind, headers = _XML, ()
        body = _xml(call, "Receiver" if status.startswith("5") else "Sender", code, escape(message))
    data = b"" if call.method == "HEAD" else body.encode()
    return Answer(status, (("Content-Type", kind), *headers), data)


def _xml(call: Call, fault: str, code: str, message: str) -> str:
    if call.protocol == "ec2":
        return (
            f"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error>"
            f"</Errors><RequestID>{_REQUEST_ID}</RequestID></Response>"
        )
    error = f"<Code>{code}</Code><Message>{message}</Message>"
    if call.protocol == "rest-xml" and call.service in {"s3", ""}:
        return f"<Error>{error}<RequestId>{_REQUEST_ID}</RequestId></Error>"
    return (
        f"<ErrorResponse><Error><Type>{fault}</Type>{error}</Error>"
        f"<RequestId>{_REQUEST_ID}</RequestId></ErrorResponse>"
    )
