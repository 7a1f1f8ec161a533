"""Answers the engine with a resource as the remediations would have it.

The wire message itself is changed, property by property: what no remediation sets, secrets and
unknown values included, goes back as it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2

from aurora.values import SIGNATURE_KEY
from policies.pack import PACK, VERSION
from policies.rule import Rule

__all__ = ["remediated"]


def remediated(
    request: Any,
    fixes: Iterable[tuple[str, Mapping[str, Any] | str]],
    rules: Mapping[str, Rule],
) -> Any:
    """Return the engine's answer: one remediation for each rule that changes something.

    Args:
        request: The resource, as an `AnalyzeRequest`.
        fixes: By rule, the properties to set, or why nothing can be done.
        rules: The rules by id.
    """
    properties = Struct()
    properties.CopyFrom(request.properties)
    answers = []
    for id_, fix in fixes:
        if not fix:
            continue
        if not isinstance(fix, str):
            for name, value in fix.items():
                _set(properties, name, value)
        current = Struct()
        current.CopyFrom(properties)
        answers.append(
            analyzer_pb2.Remediation(
                policyName=id_,
                policyPackName=PACK,
                policyPackVersion=VERSION,
                description=rules[id_].title,
                properties=None if isinstance(fix, str) else current,
                diagnostic=fix if isinstance(fix, str) else "",
            )
        )
    return analyzer_pb2.RemediateResponse(remediations=answers)


def _set(properties: Struct, name: str, value: Any) -> None:
    """Set a property; an object that is there only gets what it has not."""
    there = properties.fields.get(name)
    if isinstance(value, Mapping) and there is not None and there.HasField("struct_value"):
        inner = there.struct_value
        if SIGNATURE_KEY in inner.fields:  # a secret object: its clear value is one level below
            inner = inner.fields["value"].struct_value
        for key, item in value.items():
            if key not in inner.fields:
                inner.update({key: item})
    else:
        properties.update({name: value})
