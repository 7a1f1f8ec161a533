"""`aws:lambda/permission:Permission`."""

from __future__ import annotations

import json
import re
import threading
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties, WrongId
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.retries import retrying

__all__ = ["Permission"]

_GONE = "ResourceNotFoundException"
_CREATE = {
    "EventSourceToken": "eventSourceToken",
    "FunctionUrlAuthType": "functionUrlAuthType",
    "InvokedViaFunctionUrl": "invokedViaFunctionUrl",
    "PrincipalOrgID": "principalOrgId",
    "Qualifier": "qualifier",
    "SourceAccount": "sourceAccount",
    "SourceArn": "sourceArn",
}
# Condition operator and key of a statement by property.
_CONDITIONS = {
    "eventSourceToken": ("StringEquals", "lambda:EventSourceToken"),
    "functionUrlAuthType": ("StringEquals", "lambda:FunctionUrlAuthType"),
    "principalOrgId": ("StringEquals", "aws:PrincipalOrgID"),
    "sourceAccount": ("StringEquals", "AWS:SourceAccount"),
    "sourceArn": ("ArnLike", "AWS:SourceArn"),
}
_VIA_URL = ("Bool", "lambda:InvokedViaFunctionUrl")
_FUNCTION_ARN = re.compile(r":function:(?P<name>[^:]+)(?::(?P<qualifier>[^:]+))?$")
_locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
"""One a function: its policy is one document, which concurrent changes would overwrite."""


class Permission(Calls):
    """A statement of a function's policy; its id is the statement's."""

    type = "aws:lambda/permission:Permission"

    def create(self, call: Call) -> None:
        """Add the statement, one at a time for each function."""
        inputs, client = call.inputs, call.client("lambda")
        function = inputs["function"]
        statement = given_or_unique(call, name="statementId", prefix="statementIdPrefix")
        with (
            _locks[function],
            doing(call, f"adding Lambda Permission ({function}/{statement})"),
        ):
            retrying(
                call,
                lambda error: is_error(error, "ResourceConflictException", _GONE),
                lambda: client.add_permission(
                    Action=inputs["action"],
                    FunctionName=function,
                    Principal=inputs["principal"],
                    StatementId=statement,
                    **given(inputs, _CREATE),
                ),
                minutes=5,
            )
        call.id = statement

    def read(self, call: Call) -> Properties | None:
        """Return the statement; imported by `FUNCTION[:QUALIFIER]/STATEMENT`."""
        known = call.inputs or call.prior
        function, qualifier = known.get("function", ""), known.get("qualifier")
        if not function:
            target, slash, statement = call.id.partition("/")
            if not (slash and target and statement):
                raise WrongId(
                    f"Unexpected format of ID ({call.id}), expected FUNCTION_NAME/STATEMENT_ID or "
                    "FUNCTION_NAME:QUALIFIER/STATEMENT_ID"
                )
            function, _, qualifier = target.partition(":")
            call.id = statement
        found = self._statement(call, function, qualifier)
        return None if found is None else _read(found, function, call.id)

    def _statement(
        self, call: Call, function: str, qualifier: str | None
    ) -> Mapping[str, Any] | None:
        params = {"Qualifier": qualifier} if qualifier else {}
        try:
            answer = call.client("lambda").get_policy(FunctionName=function, **params)
        except ClientError as error:
            if is_error(error, _GONE):
                return None
            call.fail(f"reading Lambda Permission ({function}/{call.id})", error)
        statements = json.loads(answer["Policy"]).get("Statement", [])
        return next((entry for entry in statements if entry.get("Sid") == call.id), None)

    def update(self, call: Call) -> None:
        """Nothing changes in place."""

    def delete(self, call: Call) -> None:
        """Remove the statement under the same lock."""
        function = call.prior["function"]
        with (
            _locks[function],
            doing(call, f"removing Lambda Permission ({function}/{call.id})"),
            ignoring(_GONE),
        ):
            call.client("lambda").remove_permission(
                FunctionName=function,
                StatementId=call.id,
                **given(call.prior, {"Qualifier": "qualifier"}),
            )


def _read(statement: Mapping[str, Any], function: str, sid: str) -> Properties:
    match = _FUNCTION_ARN.search(statement.get("Resource", ""))
    principal = statement["Principal"]
    if isinstance(principal, dict):
        principal = principal.get("AWS") or principal.get("Service") or ""
    conditions = statement.get("Condition", {})
    names = name_and_prefix(sid)
    found: Properties = {
        "action": statement["Action"],
        "function": function,
        "principal": principal,
        "qualifier": (match["qualifier"] if match else None) or "",
        "statementId": sid,
        "statementIdPrefix": names["namePrefix"],
    }
    for name, (operator, key) in _CONDITIONS.items():
        found[name] = _condition(conditions, operator, key) or ""
    via_url = _condition(conditions, *_VIA_URL)
    if via_url is not None:
        found["invokedViaFunctionUrl"] = str(via_url).lower() == "true"
    return found


def _condition(conditions: Mapping[str, Any], operator: str, key: str) -> Any:
    """Return a condition's value; keys of conditions are compared without their letter case."""
    for name, value in conditions.get(operator, {}).items():
        if name.lower() == key.lower():
            return value
    return None
