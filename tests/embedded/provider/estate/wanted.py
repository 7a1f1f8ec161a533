"""What a resource of the estate is described by."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Made = Mapping[str, Mapping[str, Any]]
"""The states of the resources made so far, by name."""


@dataclass(frozen=True)
class Wanted:
    """A resource to make.

    Attributes:
        name: Its name.
        token: Its type.
        given: Its inputs, from the states of the resources before it.
        change: Inputs that an update in place changes; None where nothing can be.
        imported: Its import id, from its own id and state; None where it has none.
    """

    name: str
    token: str
    given: Callable[[Made], dict[str, Any]]
    change: Callable[[Made], dict[str, Any]] | None = None
    imported: Callable[[Mapping[str, Any]], str] | None = field(default=lambda state: state["id"])


TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "rds.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
)
ALLOW = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*"}],
}


def policy(resource: str, action: str) -> str:
    """A resource policy for the account itself."""
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "own",
                    "Effect": "Allow",
                    "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                    "Action": action,
                    "Resource": resource,
                }
            ],
        }
    )
