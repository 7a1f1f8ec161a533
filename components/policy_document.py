"""IAM policy documents: one spelling, whether their values are known yet or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi

__all__ = ["ROLE_NAME", "document", "trust"]

ROLE_NAME = 64
"""Longest name of an IAM role (IAM quotas)."""

VERSION = "2012-10-17"
"""The policy language's version, not a date of ours."""


def document(statements: Sequence[Mapping[str, Any]]) -> pulumi.Output[str]:
    """Return a policy document as JSON text; its statements may hold outputs."""
    return pulumi.Output.json_dumps(
        {"Version": VERSION, "Statement": [dict(statement) for statement in statements]},
        sort_keys=True,
    )


def trust(service: str) -> pulumi.Output[str]:
    """Return the document that lets a service of AWS take on a role."""
    return document(
        [
            {
                "Effect": "Allow",
                "Principal": {"Service": service},
                "Action": "sts:AssumeRole",
            }
        ]
    )
