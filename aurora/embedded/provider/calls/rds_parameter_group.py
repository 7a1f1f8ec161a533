"""Parameter groups of clusters and of instances.

AWS takes 20 parameters a request; the two types differ in how they spread theirs over requests.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import Call, Calls, Properties
from aurora.embedded.provider.calls.failures import doing, ignoring, is_error
from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix
from aurora.embedded.provider.calls.requests import listed, send
from aurora.embedded.provider.calls.retries import retrying
from aurora.embedded.provider.calls.tagging import pack, read_tags, sync_tags

__all__ = ["ClusterParameterGroup", "ParameterGroup"]

_GONE = "DBParameterGroupNotFound"
_GONE_FAULT = "DBParameterGroupNotFoundFault"
_STATE = ("InvalidDBParameterGroupState", "InvalidDBParameterGroupStateFault")
_PER_REQUEST = 20
_FIRST = ("character_set_", "collation_")
# AWS checks these together: a request that holds one of them alone may be refused.
_TOGETHER: tuple[frozenset[str], ...] = (
    frozenset({"collation_server", "character_set_server"}),
    frozenset({"gtid-mode", "enforce_gtid_consistency"}),
    frozenset({"password_encryption", "rds.accepted_password_auth_method"}),
    frozenset({"ssl_max_protocol_version", "ssl_min_protocol_version"}),
    frozenset({"rds.change_data_capture_streaming", "binlog_format"}),
    frozenset({"aurora_enhanced_binlog", "binlog_backup", "binlog_replication_globaldb"}),
)

_Parameter = Mapping[str, Any]


class _Group(Calls):
    """What the two kinds share; the API names differ by `stem` alone."""

    stem: ClassVar[str]
    words: ClassVar[str]
    reset_retries: ClassVar[bool]

    def create(self, call: Call) -> None:
        """Create the group, then send all its parameters."""
        name = given_or_unique(call)
        with doing(call, f"creating {self.words} ({name})"):
            send(
                call,
                f"Create{self.stem}ParameterGroup",
                {
                    f"{self.stem}ParameterGroupName": name,
                    "DBParameterGroupFamily": call.inputs["family"],
                    "Description": call.inputs.get("description") or "",
                    "Tags": pack("rds", call.inputs.get("tagsAll")) or None,
                },
            )
        call.id = name
        self._modify(call, old=[])

    def read(self, call: Call) -> Properties | None:
        """Return the group and its own parameters; engine defaults are left out."""
        group = self._described(call)
        if group is None:
            return None
        with doing(call, f"reading {self.words} ({call.id}) parameters"):
            parameters = [_property(entry) for entry in self._parameters(call)]
            tags = read_tags(call, "rds", group[f"{self.stem}ParameterGroupArn"])
        return {
            **name_and_prefix(group[f"{self.stem}ParameterGroupName"]),
            "arn": group[f"{self.stem}ParameterGroupArn"],
            "description": group.get("Description", ""),
            "family": group.get("DBParameterGroupFamily", ""),
            "parameters": sorted(parameters, key=self.code),
            "tagsAll": tags,
        }

    def update(self, call: Call) -> None:
        """Send new and changed parameters, then reset the removed ones."""
        if "parameters" in call.changed:
            old, new = call.prior.get("parameters") or [], call.inputs.get("parameters") or []
            self._modify(call, old)
            names = {_name(entry) for entry in new}
            self._reset(call, [entry for entry in old if _name(entry) not in names])
        sync_tags(call, "rds", call.prior["arn"])

    def delete(self, call: Call) -> None:
        """Delete the group; one that is still in use is tried again for a while."""
        if call.prior.get("skipDestroy"):
            return
        operation = f"Delete{self.stem}ParameterGroup"
        parameters = {f"{self.stem}ParameterGroupName": call.id}
        with doing(call, f"deleting {self.words} ({call.id})"), ignoring(_GONE, _GONE_FAULT):
            retrying(
                call,
                lambda error: is_error(error, *_STATE),
                lambda: send(call, operation, parameters),
                minutes=3,
            )

    def code(self, parameter: _Parameter) -> str:
        """Return the hash code by which parameters are compared and ordered."""
        raise NotImplementedError

    def bins(self, parameters: Sequence[_Parameter]) -> list[list[_Parameter]]:
        """Return the parameters in groups that share no request with one another."""
        raise NotImplementedError

    def _parameters(self, call: Call) -> Iterator[Mapping[str, Any]]:
        raise NotImplementedError

    def _known(self, call: Call) -> set[str]:
        return {_name(entry) for entry in call.inputs.get("parameters") or []}

    def _listed(self, call: Call, source: str | None) -> list[dict[str, Any]]:
        parameters = {f"{self.stem}ParameterGroupName": call.id}
        if source:
            parameters["Source"] = source
        return listed(call, f"Describe{self.stem}Parameters", "Parameters", parameters)

    def _described(self, call: Call) -> Mapping[str, Any] | None:
        try:
            groups = listed(
                call,
                f"Describe{self.stem}ParameterGroups",
                f"{self.stem}ParameterGroups",
                {f"{self.stem}ParameterGroupName": call.id},
            )
        except ClientError as error:
            if is_error(error, _GONE, _GONE_FAULT):
                return None
            call.fail(f"reading {self.words} ({call.id})", error)
        if len(groups) != 1 or groups[0][f"{self.stem}ParameterGroupName"] != call.id:
            return None
        return groups[0]

    def _modify(self, call: Call, old: Sequence[_Parameter]) -> None:
        known = {self.code(entry) for entry in old}
        fresh = {self.code(entry): entry for entry in call.inputs.get("parameters") or []}
        ordered = [fresh[code] for code in sorted(fresh) if code not in known]
        for group in self.bins(ordered):
            # The sort is stable: within the two halves the order of the set stays.
            group.sort(key=lambda entry: not entry["name"].startswith(_FIRST))
            for chunk in _chunks(group):
                with doing(call, f"modifying {self.words} ({call.id})"):
                    send(
                        call,
                        f"Modify{self.stem}ParameterGroup",
                        {f"{self.stem}ParameterGroupName": call.id, "Parameters": chunk},
                    )

    def _reset(self, call: Call, parameters: Sequence[_Parameter]) -> None:
        for chunk in _chunks(parameters):
            request = {
                f"{self.stem}ParameterGroupName": call.id,
                "Parameters": chunk,
                "ResetAllParameters": False,
            }
            with doing(call, f"resetting {self.words} ({call.id})"):
                retrying(
                    call,
                    lambda error: (
                        self.reset_retries and is_error(error, *_STATE, text="has pending changes")
                    ),
                    lambda request=request: send(call, f"Reset{self.stem}ParameterGroup", request),
                    minutes=3,
                )


class ClusterParameterGroup(_Group):
    """A cluster's parameter group: the apply method takes part in the comparison."""

    type = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
    stem = "DBCluster"
    words = "RDS Cluster Parameter Group"
    reset_retries = True

    def code(self, parameter: _Parameter) -> str:
        """Return the code of name, apply method and value."""
        return _crc(_name(parameter), _method(parameter), parameter["value"])

    def bins(self, parameters: Sequence[_Parameter]) -> list[list[_Parameter]]:
        """Return all parameters as one group."""
        return [list(parameters)]

    def _parameters(self, call: Call) -> Iterator[Mapping[str, Any]]:
        yield from self._listed(call, "user")
        known = self._known(call)
        for entry in self._listed(call, "system"):
            if entry.get("ParameterName") in known:
                yield entry


class ParameterGroup(_Group):
    """An instance's parameter group: a change of an apply method alone is none."""

    type = "aws:rds/parameterGroup:ParameterGroup"
    stem = "DB"
    words = "RDS DB Parameter Group"
    reset_retries = False

    def code(self, parameter: _Parameter) -> str:
        """Return the code of name and value."""
        return _crc(_name(parameter), "immediate", parameter["value"])

    def bins(self, parameters: Sequence[_Parameter]) -> list[list[_Parameter]]:
        """Return dependent parameters, then the immediate ones, then those for a reboot."""
        groups: list[list[_Parameter]] = [[] for _ in range(len(_TOGETHER) + 2)]
        for entry in parameters:
            kin = (at for at, names in enumerate(_TOGETHER) if _name(entry) in names)
            groups[next(kin, -1 if _method(entry) == "pending-reboot" else -2)].append(entry)
        return groups

    def _parameters(self, call: Call) -> Iterator[Mapping[str, Any]]:
        known = self._known(call)
        for entry in self._listed(call, None if known else "user"):
            name, source = entry.get("ParameterName"), entry.get("Source")
            if source and (source == "user" or name in known):
                yield entry


def _crc(name: str, method: str, value: str) -> str:
    return str(zlib.crc32(f"{name}-{method}-{value}-".encode()))


def _name(parameter: _Parameter) -> str:
    return parameter["name"].lower()


def _method(parameter: _Parameter) -> str:
    return (parameter.get("applyMethod") or "").lower()


def _property(entry: Mapping[str, Any]) -> Properties:
    return {
        "applyMethod": entry.get("ApplyMethod", "").lower(),
        "name": entry.get("ParameterName", "").lower(),
        "value": entry.get("ParameterValue", ""),
    }


def _chunks(parameters: Sequence[_Parameter]) -> Iterator[list[dict[str, str | None]]]:
    for start in range(0, len(parameters), _PER_REQUEST):
        yield [
            {
                "ApplyMethod": _method(entry) or None,
                "ParameterName": _name(entry),
                "ParameterValue": entry["value"],
            }
            for entry in parameters[start : start + _PER_REQUEST]
        ]
