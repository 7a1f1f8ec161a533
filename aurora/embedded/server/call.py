"""One request to the embedded AWS: service, operation, protocol, and whether it changes state."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote_to_bytes

from werkzeug.exceptions import NotFound

__all__ = ["Call", "Protocol"]

Protocol = str
"""`query`, `ec2`, `json`, `rest-json` or `rest-xml`: what decides the form of an error answer."""

_SCOPE = re.compile(r"Credential=[^/]+/\d+/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")
_REST_XML = frozenset({"s3", "s3control", "route53", "cloudfront"})
# What only looks: it is answered without an entry in the journal.
_READS = re.compile(
    r"^(Describe|List|Get|Head|Lookup|Query|Scan|Select|Search|BatchGet|Filter|Check|Validate"
    r"|Simulate|Test|Estimate|Preview|Decode)"
    r"|^(Encrypt|Decrypt|ReEncrypt|GenerateDataKey\w*|GenerateRandom|GenerateMac|VerifyMac|Sign"
    r"|Verify|PutMetricData)$"
)
# Reads by their name which yet leave something behind.
_WRITING_READS = frozenset({"GetSessionToken", "GetFederationToken"})
_SIGNATURE = re.compile(r"Signature=[0-9a-f]+")
_NOT_REPLAYED = frozenset({"HTTP_AMZ_SDK_REQUEST", "HTTP_AMZ_SDK_INVOCATION_ID", "HTTP_CONNECTION"})


@dataclass(frozen=True)
class Call:
    """A request, taken apart as far as routing, journal and error answers need it.

    Attributes:
        method: HTTP method.
        path: Path as it arrived, percent-encoding kept.
        query: Query string without the question mark.
        headers: WSGI header variables (`HTTP_*`, `CONTENT_TYPE`).
        body: Request body.
        service: Signing name of the service; empty when unsigned.
        region: Region of the signature; empty when unsigned.
        operation: AWS's name of the operation; for REST protocols method and path if unknown.
        protocol: Form of the answers.
    """

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes = field(repr=False)
    service: str
    region: str
    operation: str
    protocol: Protocol

    @classmethod
    def of(cls, environ: dict[str, Any]) -> Call:
        """Read a WSGI environment, its body included."""
        headers = {
            key: str(value)
            for key, value in environ.items()
            if (key.startswith("HTTP_") or key == "CONTENT_TYPE") and key not in _NOT_REPLAYED
        }
        return cls.made(
            method=environ["REQUEST_METHOD"],
            path=environ.get("REQUEST_URI", environ.get("PATH_INFO", "/")).split("?", 1)[0],
            query=environ.get("QUERY_STRING", ""),
            headers=headers,
            body=environ["wsgi.input"].read(),
        )

    @classmethod
    def made(
        cls, *, method: str, path: str, query: str, headers: dict[str, str], body: bytes
    ) -> Call:
        """Return the call that these parts of a request make."""
        authorization = headers.get("HTTP_AUTHORIZATION", "")
        scope = _SCOPE.search(authorization)
        service = scope["service"].lower() if scope else ""
        headers = headers | (
            {"HTTP_AUTHORIZATION": _SIGNATURE.sub("Signature=0", authorization)}
            if authorization
            else {}
        )
        operation, protocol = _identified(service, method, path, query, headers, body)
        return cls(
            method=method,
            path=path,
            query=query,
            headers=headers,
            body=body,
            service=service,
            region=scope["region"] if scope else "",
            operation=operation,
            protocol=protocol,
        )

    def changes_state(self) -> bool:
        """Whether the journal must hold this call, so that a restart repeats it."""
        if self.path.startswith(("/moto-api", "/_aurora")):
            return False
        if self.operation in _WRITING_READS:
            return True
        if self.protocol in {"rest-json", "rest-xml"} and self.method in {"GET", "HEAD"}:
            return False
        return not _READS.match(self.operation)

    def environ(self) -> dict[str, Any]:
        """Return the WSGI environment that a server in this process would make of it."""
        return {
            "REQUEST_METHOD": self.method,
            "SCRIPT_NAME": "",
            "PATH_INFO": _unquoted(self.path),
            "RAW_URI": self.path,
            "QUERY_STRING": self.query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_LENGTH": str(len(self.body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            **self.headers,
        }


def _unquoted(path: str) -> str:
    """Return the path as WSGI wants it: percent-decoded bytes read as Latin-1."""
    return unquote_to_bytes(path).decode("latin-1")


def _identified(
    service: str, method: str, path: str, query: str, headers: dict[str, str], body: bytes
) -> tuple[str, Protocol]:
    target = headers.get("HTTP_X_AMZ_TARGET", "")
    if target:
        return target.rsplit(".", 1)[-1], "json"
    content = headers.get("CONTENT_TYPE", "")
    form = body.decode("utf-8", "replace") if content.startswith("application/x-www-form") else ""
    action = parse_qs(form or query).get("Action")
    if action:
        return action[0], "ec2" if service == "ec2" else "query"
    protocol = "rest-xml" if service in _REST_XML or not service else "rest-json"
    return _routed(service, method, path, query, headers) or f"{method} {path}", protocol


def _routed(service: str, method: str, path: str, query: str, headers: dict[str, str]) -> str:
    """Return the operation of a REST request by botocore's model, empty if there is none."""
    from botocore.exceptions import UnknownServiceError
    from moto.core.request import Request
    from moto.core.routing import get_service_router

    if not service or service == "s3":
        return ""
    bare = Call(method, path, query, headers, b"", service, "", "", "")
    try:
        return get_service_router(service).match(Request(bare.environ()))[0].name
    except (NotFound, UnknownServiceError, NotImplementedError):
        return ""
