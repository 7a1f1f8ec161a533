"""`aws:route53/record:Record`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from aurora.embedded.provider.calls.contract import (
    Call,
    CallError,
    Calls,
    Properties,
    WrongId,
)
from aurora.embedded.provider.calls.failures import doing, is_error
from aurora.embedded.provider.calls.parameters import given
from aurora.embedded.provider.calls.route53_changes import change_records, domain_name

__all__ = ["Record"]

_TYPES = frozenset(
    {"A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA", "SPF", "SRV"}
) | {"SSHFP", "SVCB", "TLSA", "TXT"}
_QUOTED = frozenset({"SPF", "TXT"})
# Property, member of the record set, members of it by property.
_GEO = {"continent": "ContinentCode", "country": "CountryCode", "subdivision": "SubdivisionCode"}
_COMMENT = "Managed by Terraform"


class Record(Calls):
    """A record set of a zone; its id is made of zone, name, type and set identifier."""

    type = "aws:route53/record:Record"

    def create(self, call: Call) -> None:
        """Create the record set, or put it where `allowOverwrite` says so."""
        self._put(call, "UPSERT" if call.inputs.get("allowOverwrite") else "CREATE")

    def _put(self, call: Call, action: str) -> None:
        zone = _zone_id(call.inputs)
        record = _record_set(call.inputs, _zone_name(call, zone))
        try:
            change = {"Action": action, "ResourceRecordSet": record}
            change_records(call, zone, [change], _COMMENT)
        except ClientError as error:
            call.fail("creating Route53 Record", _batch_error(error))
        call.id = _id(call.inputs)

    def read(self, call: Call) -> Properties | None:
        """Return the record set; imported by `ZONEID_NAME_TYPE[_SETIDENTIFIER]`."""
        known = call.inputs or call.prior or _parsed(call.id)
        zone = _zone_id(known)
        try:
            zone_name = _zone_name(call, zone)
        except CallError as error:
            if "NoSuchHostedZone" in str(error):
                return None
            raise
        record = _find(call, known, zone, zone_name)
        if record is None:
            return None
        found = _read(record)
        if not call.prior and not call.inputs:
            found.update(_parsed(call.id))
        name = _full_name(known["name"], zone_name)
        found["fqdn"] = f"*{name[4:]}" if name.startswith("\\052") else name
        return found

    def update(self, call: Call) -> None:
        """Put the record set; another type or set identifier is one batch of delete and create."""
        if not call.changed & {"type", "setIdentifier"}:
            self._put(call, "UPSERT")
            return
        zone = _zone_id(call.inputs)
        zone_name = _zone_name(call, zone)
        old = _find(call, call.prior, zone, zone_name)
        action = "UPSERT" if call.inputs.get("allowOverwrite") else "CREATE"
        fresh = _record_set(call.inputs, zone_name)
        changes = [{"Action": "DELETE", "ResourceRecordSet": old}] if old else []
        changes.append({"Action": action, "ResourceRecordSet": fresh})
        try:
            change_records(call, zone, changes, _COMMENT)
        except ClientError as error:
            call.fail(f"updating Route53 Record ({call.id})", _batch_error(error))
        call.id = _id(call.inputs)

    def delete(self, call: Call) -> None:
        """Delete the record set as AWS has it; one that is gone or differs counts as done."""
        zone = _zone_id(call.prior)
        try:
            record = _find(call, call.prior, zone, _zone_name(call, zone))
        except CallError as error:
            if "NoSuchHostedZone" in str(error):
                return
            raise
        if record is None:
            return
        try:
            change = {"Action": "DELETE", "ResourceRecordSet": record}
            change_records(call, zone, [change], "Deleted by Terraform")
        except ClientError as error:
            if not is_error(error, "InvalidChangeBatch"):
                call.fail(f"deleting Route53 Record ({call.id})", error)


def _zone_id(properties: Properties) -> str:
    return properties["zoneId"].removeprefix("/hostedzone/")


def _zone_name(call: Call, zone: str) -> str:
    with doing(call, f"reading Route 53 Hosted Zone ({zone})"):
        return call.client("route53").get_hosted_zone(Id=zone)["HostedZone"]["Name"]


def _full_name(name: str, zone_name: str) -> str:
    """Complete a relative name with the zone's: a plain test of the ending, not by label."""
    short, zone = domain_name(name), domain_name(zone_name)
    if not short:
        return zone
    return short if short.endswith(zone) else f"{short}.{zone}"


def _id(inputs: Properties) -> str:
    parts = [_zone_id(inputs), inputs["name"].removesuffix(".").lower(), inputs["type"]]
    if inputs.get("setIdentifier"):
        parts.append(inputs["setIdentifier"])
    return "_".join(parts)


def _parsed(given_id: str) -> Properties:
    """Return zone, name, type and set identifier of an import id.

    Raises:
        WrongId: The id has another form.
    """
    zone, *parts = given_id.split("_")
    for position in range(1, len(parts)):
        if parts[position] in _TYPES:
            return {
                "zoneId": zone,
                "name": "_".join(parts[:position]),
                "type": parts[position],
                "setIdentifier": "_".join(parts[position + 1 :]),
            }
    raise WrongId(
        f"unexpected format of ID ({given_id}), expected ZONEID_RECORDNAME_TYPE_SET-IDENTIFIER "
        "(e.g. Z4KAPRWWNC7JR_dev.example.com_NS_dev), where SET-IDENTIFIER is optional"
    )


def _record_set(inputs: Properties, zone_name: str) -> dict[str, Any]:
    record: dict[str, Any] = {
        "Name": _full_name(inputs["name"], zone_name),
        "Type": inputs["type"],
        **given(inputs, {"HealthCheckId": "healthCheckId", "SetIdentifier": "setIdentifier"}),
    }
    if inputs.get("records"):
        quote = inputs["type"] in _QUOTED
        record["ResourceRecords"] = [
            {"Value": f'"{value}"' if quote else value} for value in inputs["records"]
        ]
        if inputs.get("ttl") is not None:
            record["TTL"] = inputs["ttl"]
    for alias in inputs.get("aliases") or ():
        record["AliasTarget"] = {
            "DNSName": alias["name"],
            "EvaluateTargetHealth": bool(alias["evaluateTargetHealth"]),
            "HostedZoneId": alias["zoneId"],
        }
    if inputs.get("multivalueAnswerRoutingPolicy"):
        record["MultiValueAnswer"] = True
    record.update(_routing(inputs))
    return record


def _routing(inputs: Properties) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for policy in inputs.get("failoverRoutingPolicies") or ():
        found["Failover"] = policy["type"]
    for policy in inputs.get("weightedRoutingPolicies") or ():
        found["Weight"] = policy["weight"]
    for policy in inputs.get("latencyRoutingPolicies") or ():
        found["Region"] = policy["region"]
    for policy in inputs.get("geolocationRoutingPolicies") or ():
        found["GeoLocation"] = given(policy, {key: name for name, key in _GEO.items()})
    if inputs.get("cidrRoutingPolicy"):
        policy = inputs["cidrRoutingPolicy"]
        found["CidrRoutingConfig"] = {
            "CollectionId": policy["collectionId"],
            "LocationName": policy["locationName"],
        }
    if inputs.get("geoproximityRoutingPolicy"):
        policy = inputs["geoproximityRoutingPolicy"]
        location = given(policy, {"AWSRegion": "awsRegion", "LocalZoneGroup": "localZoneGroup"})
        location["Bias"] = policy.get("bias") or 0
        for point in policy.get("coordinates") or ():
            location["Coordinates"] = {
                "Latitude": point["latitude"],
                "Longitude": point["longitude"],
            }
        found["GeoProximityLocation"] = location
    return found


def _find(call: Call, known: Properties, zone: str, zone_name: str) -> dict[str, Any] | None:
    wanted = _full_name(known["name"], zone_name)
    pages = call.client("route53").get_paginator("list_resource_record_sets")
    with doing(call, f"reading Route53 Record ({call.id})"):
        for page in pages.paginate(
            HostedZoneId=zone, StartRecordName=wanted, StartRecordType=known["type"]
        ):
            for record in page["ResourceRecordSets"]:
                if domain_name(record["Name"]) != wanted or record["Type"] != known["type"]:
                    return None
                if record.get("SetIdentifier", "") == (known.get("setIdentifier") or ""):
                    return record
    return None


def _read(record: Mapping[str, Any]) -> Properties:
    quoted = record["Type"] in _QUOTED
    values = [entry["Value"] for entry in record.get("ResourceRecords", [])]
    found: Properties = {
        "healthCheckId": record.get("HealthCheckId", ""),
        "multivalueAnswerRoutingPolicy": bool(record.get("MultiValueAnswer")),
        "records": [value[1:-1] if quoted else value for value in values],
        "setIdentifier": record.get("SetIdentifier", ""),
        "ttl": record.get("TTL", 0),
    }
    if "AliasTarget" in record:
        alias = record["AliasTarget"]
        found["aliases"] = [
            {
                "evaluateTargetHealth": alias["EvaluateTargetHealth"],
                "name": domain_name(alias["DNSName"]),
                "zoneId": alias["HostedZoneId"],
            }
        ]
    if record.get("Failover"):
        found["failoverRoutingPolicies"] = [{"type": record["Failover"]}]
    if record.get("Weight") is not None:
        found["weightedRoutingPolicies"] = [{"weight": record["Weight"]}]
    if record.get("Region"):
        found["latencyRoutingPolicies"] = [{"region": record["Region"]}]
    if record.get("GeoLocation"):
        location = record["GeoLocation"]
        found["geolocationRoutingPolicies"] = [
            {name: location.get(key, "") for name, key in _GEO.items()}
        ]
    found.update(_read_rare_routing(record))
    return found


def _read_rare_routing(record: Mapping[str, Any]) -> Properties:
    found: Properties = {}
    if record.get("CidrRoutingConfig"):
        config = record["CidrRoutingConfig"]
        found["cidrRoutingPolicy"] = {
            "collectionId": config["CollectionId"],
            "locationName": config["LocationName"],
        }
    if record.get("GeoProximityLocation"):
        location = record["GeoProximityLocation"]
        point = location.get("Coordinates")
        found["geoproximityRoutingPolicy"] = {
            "awsRegion": location.get("AWSRegion", ""),
            "bias": location.get("Bias", 0),
            "coordinates": (
                [{"latitude": point["Latitude"], "longitude": point["Longitude"]}] if point else []
            ),
            "localZoneGroup": location.get("LocalZoneGroup", ""),
        }
    return found


def _batch_error(error: ClientError) -> ClientError | str:
    """Return an invalid batch as its code and messages, without the rest of the error."""
    if not is_error(error, "InvalidChangeBatch"):
        return error
    return f"InvalidChangeBatch: {error.response.get('Error', {}).get('Message', '')}"
