"""Route 53: batches that hold together, private zones by their VPC, zones that are not empty."""

from __future__ import annotations

import copy
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random
from moto.route53 import models
from moto.route53.exceptions import DnsNameInvalidForZone, InvalidActionValue
from moto.route53.models import FakeZone, RecordSet, Route53Backend, validate_domain_name
from moto.route53.responses import Route53

from .patching import replace

__all__ = ["install"]

_list_tags = Route53.list_tags_for_resource
_create_zone = Route53.create_hosted_zone
_delete_zone = Route53Backend.delete_hosted_zone
_init = RecordSet.__init__
_record: Any = RecordSet  # moto's base class is declared abstract
_make_zone_id = models.create_route53_zone_id
_MOST_ZONES = 100
_CHANGE_ID_LENGTH = 14
_SOA = "awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"


class _InvalidBatch(ServiceException):
    """A change that cannot be made: none of its batch is."""

    code = "InvalidChangeBatch"


class _NotEmpty(ServiceException):
    """A zone that has more than its own records."""

    code = "HostedZoneNotEmpty"
    message = (
        "The specified hosted zone contains non-required resource record sets and so cannot be "
        "deleted."
    )


class _NoSuchChange(ServiceException):
    code = "NoSuchChange"


def _record_made(self: RecordSet, kwargs: dict[str, Any]) -> None:
    _init(self, kwargs)
    vars(self).update(
        cidr_routing_config=kwargs.get("CidrRoutingConfig"),
        geo_proximity_location=kwargs.get("GeoProximityLocation"),
    )


def _key(record: RecordSet) -> tuple[str, str, str]:
    return (record.name.lower(), record.type or "", record.set_identifier or "")


def _values(record: RecordSet) -> Any:
    target = record.alias_target
    if target:
        name = str(target.get("DNSName", "")).rstrip(".").lower()
        return ("alias", target.get("HostedZoneId"), name)
    return (int(record.ttl or 0), sorted(record.records or []))


def _label(record: RecordSet) -> str:
    label = f"[name='{record.name}', type='{record.type}'"
    if record.set_identifier:
        label += f", set identifier='{record.set_identifier}'"
    return label + "]"


def _parsed(zone: FakeZone, wanted: dict[str, Any]) -> RecordSet:
    given = copy.deepcopy(wanted)
    validate_domain_name(given["Name"], code="InvalidChangeBatch")
    name = given["Name"].rstrip(".")
    apex = zone.name.rstrip(".")
    if name != apex and not name.lower().endswith(f".{apex}".lower()):
        raise DnsNameInvalidForZone(name=given["Name"], zone_name=zone.name)
    given["Name"] = f"{name.lower()}.".replace("*", "\\052")
    if "ResourceRecords" in given:
        given["ResourceRecords"] = [entry["Value"] for entry in given["ResourceRecords"] or []]
    if not given.get("AliasTarget") and not (given.get("ResourceRecords") and "TTL" in given):
        raise _InvalidBatch(
            "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and "
            "ResourceRecords], or TrafficPolicyInstanceId], but found "
            f"none in Change with [Name={given['Name']}, Type={given['Type']}]"
        )
    return _record(given)


def _change(self: Route53Backend, zoneid: str, change_list: list[dict[str, Any]]) -> None:
    """Make all changes of a batch, or none with the messages of all that cannot be made."""
    zone = self.get_hosted_zone(zoneid)
    records = {_key(record): record for record in zone.rrsets}
    problems: list[str] = []
    for change in change_list:
        action = change["Action"]
        record = _parsed(zone, change["ResourceRecordSet"])
        known = records.get(_key(record))
        if action == "CREATE":
            if known is not None:
                problems.append(
                    f"Tried to create resource record set {_label(record)} but it already exists"
                )
            problems.extend(_cname_conflict(records, record))
            records[_key(record)] = record
        elif action == "UPSERT":
            records[_key(record)] = record
        elif action == "DELETE":
            if known is None:
                problems.append(
                    f"Tried to delete resource record set {_label(record)} but it was not found"
                )
            elif _values(known) != _values(record):
                problems.append(
                    f"Tried to delete resource record set {_label(record)} but the values provided "
                    "do not match the current values"
                )
            records.pop(_key(record), None)
        else:
            raise InvalidActionValue(action)
    if problems:
        raise _InvalidBatch(f"[{', '.join(problems)}]")
    zone.rrsets = list(records.values())


def _cname_conflict(records: dict[tuple[str, str, str], RecordSet], record: RecordSet) -> list[str]:
    """A CNAME tolerates no other record of its name."""
    others = {kind for name, kind, _ in records if name == record.name.lower()}
    clash = (record.type == "CNAME" and others - {"CNAME"}) or (
        record.type != "CNAME" and "CNAME" in others
    )
    if not clash:
        return []
    return [
        f"RRSet of type {record.type} with DNS name {record.name} is not permitted because a "
        f"conflicting RRSet of type {sorted(others)[0]} with the same DNS name already exists in "
        "the zone"
    ]


def _change_info() -> dict[str, Any]:
    letters = mock_random.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", k=_CHANGE_ID_LENGTH)
    return {"Id": f"/change/C{''.join(letters)}", "Status": "INSYNC", "SubmittedAt": utcnow()}


def _zone_made(self: Route53) -> ActionResult:
    """A zone with a VPC is a private one: the request has no other sign of it."""
    private = bool(self._get_param("VPC.VPCId"))
    self._get_params().setdefault("HostedZoneConfig", {})["PrivateZone"] = private
    answer = _create_zone(self)
    result: Any = answer.result
    zone = result["HostedZone"]
    servers = [f"{server}." for server in zone.delegation_set.name_servers]
    for record in zone.rrsets:
        record.records = servers if record.type == "NS" else [f"{servers[0]} {_SOA}"]
    if not self._get_param("DelegationSetId"):
        zone.delegation_set.id = zone.delegation_set.caller_reference = None
    result["ChangeInfo"] = _change_info()
    return answer


def _zone_id(*args: Any, **kwargs: Any) -> str:
    return f"Z{_make_zone_id(*args, **kwargs)[1:]}"


def _zone_deleted(self: Route53Backend, id_: str) -> Any:
    zone = self.get_hosted_zone(id_)
    apex = zone.name.rstrip(".").lower()
    for record in zone.rrsets:
        if record.name.rstrip(".").lower() != apex or record.type not in ("NS", "SOA"):
            raise _NotEmpty
    return _delete_zone(self, id_)


def _comment(self: Route53Backend, id_: str, comment: str) -> FakeZone:
    zone = self.get_hosted_zone(id_)
    zone.comment = comment
    return zone


def _got_change(self: Route53) -> ActionResult:
    name = self._get_param("Id").removeprefix("/change/")
    return ActionResult({"ChangeInfo": {**_change_info(), "Id": f"/change/{name}"}})


def _zones_by_name(self: Route53) -> ActionResult:
    """List zones in the order of their names, the last label first, from a given name on."""
    begin = self._get_param("DNSName")
    most = int(self._get_param("MaxItems") or _MOST_ZONES)
    after = _labels(begin or "")
    zones = sorted(self.backend.zones.values(), key=lambda zone: _labels(zone.name))
    found = [zone for zone in zones if _labels(zone.name) >= after]
    answer: dict[str, Any] = {
        "HostedZones": found[:most],
        "IsTruncated": len(found) > most,
        "MaxItems": str(most),
    }
    if begin:
        answer["DNSName"] = begin
    if len(found) > most:
        answer["NextDNSName"] = found[most].name
        answer["NextHostedZoneId"] = found[most].id
    return ActionResult(answer)


def _labels(name: str) -> list[str]:
    return name.lower().rstrip(".").split(".")[::-1] if name else []


def _tags(self: Route53) -> ActionResult:
    if self._get_param("ResourceType") == "hostedzone":
        self.backend.get_hosted_zone(self._get_param("ResourceId"))
    return _list_tags(self)


def _features(self: Route53) -> ActionResult:
    zone = self.backend.get_hosted_zone(self._get_param("HostedZoneId"))
    enabled = self._get_bool_param("EnableAcceleratedRecovery", False)
    status = "ENABLED" if enabled else "DISABLED"
    vars(zone).update(features={"AcceleratedRecoveryStatus": status})
    return ActionResult({})


def install() -> None:
    """Make zones and records answer and refuse as Route 53 does."""
    replace(models, create_route53_zone_id=_zone_id)
    replace(RecordSet, __init__=_record_made)
    replace(
        Route53Backend,
        change_resource_record_sets=_change,
        delete_hosted_zone=_zone_deleted,
        update_hosted_zone_comment=_comment,
    )
    replace(
        Route53,
        create_hosted_zone=_zone_made,
        get_change=_got_change,
        list_hosted_zones_by_name=_zones_by_name,
        list_tags_for_resource=_tags,
        update_hosted_zone_features=_features,
    )
