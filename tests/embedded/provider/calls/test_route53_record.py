from __future__ import annotations

import pytest

from aurora.embedded.provider.calls.contract import CallError, WrongId

ZONE, RECORD = "aws:route53/zone:Zone", "aws:route53/record:Record"


@pytest.fixture
def zone(resource):
    made = resource(ZONE)
    made.up(name="example.com", forceDestroy=True)
    yield made
    made.down()
    assert made.refresh() is None


def test_zone(resource, clients):
    zone = resource(ZONE)
    state = zone.up(name="Zone.Example.com.", comment="one", tags={"a": "b"})
    assert state["name"] == "zone.example.com"
    assert state["arn"] == f"arn:aws:route53:::hostedzone/{zone.id}"
    assert len(state["nameServers"]) == 4
    assert state["primaryNameServer"] in state["nameServers"]
    state = zone.up(name="Zone.Example.com.", comment="two", tags={"c": "d"})
    assert (state["comment"], state["tagsAll"]) == ("two", {"c": "d"})
    record = resource(RECORD)
    record.up(zoneId=zone.id, name="x", type="A", ttl=1, records=["10.0.0.1"])
    with pytest.raises(CallError, match=r"deleting Route53 Hosted Zone .*HostedZoneNotEmpty"):
        zone.down()
    record.down()
    zone.down()


def test_private_zone(resource, clients):
    vpcs = []
    for number in (1, 2):
        vpc = clients("ec2").create_vpc(CidrBlock=f"10.{number}.0.0/16")["Vpc"]["VpcId"]
        vpcs.append({"vpcId": vpc})
    zone = resource(ZONE)
    state = zone.up(name="inside.local", vpcs=vpcs)
    assert [entry["vpcId"] for entry in state["vpcs"]] == [entry["vpcId"] for entry in vpcs]
    state = zone.up(name="inside.local", vpcs=vpcs[1:])
    assert state["vpcs"] == [{**vpcs[1], "vpcRegion": "us-east-1"}]
    zone.down()


def test_record_in_place(resource, zone):
    record = resource(RECORD)
    given = {"zoneId": zone.id, "name": "WWW", "type": "A"}
    state = record.up(**given, ttl=30, records=["10.0.0.1", "10.0.0.2"])
    assert record.id == f"{zone.id}_www_A"
    assert state["fqdn"] == "www.example.com"
    state = record.up(**given, ttl=60, records=["10.0.0.3"])
    assert (state["ttl"], state["records"]) == (60, ["10.0.0.3"])
    record.down()
    assert record.refresh() is None
    record.down()


def test_another_type_is_one_batch_and_another_id(resource, zone):
    record = resource(RECORD)
    record.up(zoneId=zone.id, name="t", type="A", ttl=30, records=["10.0.0.1"])
    state = record.up(zoneId=zone.id, name="t", type="CNAME", ttl=30, records=["a.example.org"])
    assert record.id == f"{zone.id}_t_CNAME"
    assert state["records"] == ["a.example.org"]


def test_an_existing_record_is_overwritten_only_on_purpose(resource, zone):
    given = {"zoneId": zone.id, "name": "o", "type": "TXT", "ttl": 30}
    resource(RECORD).up(**given, records=["one"])
    with pytest.raises(CallError, match=r"creating Route53 Record: InvalidChangeBatch: .*exists"):
        resource(RECORD).up(**given, records=["two"])
    assert resource(RECORD).up(**given, records=["two"], allowOverwrite=True)["records"] == ["two"]


@pytest.mark.parametrize(
    "routing",
    [
        {"weightedRoutingPolicies": [{"weight": 0}]},
        {"latencyRoutingPolicies": [{"region": "eu-west-1"}]},
        {"failoverRoutingPolicies": [{"type": "PRIMARY"}]},
        {"multivalueAnswerRoutingPolicy": True},
        {
            "geolocationRoutingPolicies": [
                {"continent": "EU", "country": "", "subdivision": ""},
            ]
        },
        {"cidrRoutingPolicy": {"collectionId": "c" * 36, "locationName": "l"}},
        {
            "geoproximityRoutingPolicy": {
                "awsRegion": "eu-west-1",
                "bias": 0,
                "coordinates": [],
                "localZoneGroup": "",
            }
        },
    ],
)
def test_routing_policies_are_read_back(resource, zone, routing):
    record = resource(RECORD)
    given = {"zoneId": zone.id, "name": "r", "type": "A", "setIdentifier": "one", "ttl": 1}
    state = record.up(**given, records=["10.0.0.1"], **routing)
    assert {key: state[key] for key in routing} == routing
    assert record.id == f"{zone.id}_r_A_one"
    imported = resource(RECORD).imported(record.id)
    assert imported["setIdentifier"] == "one"


def test_alias(resource, zone):
    record = resource(RECORD)
    target = {"name": "Foo.Example.com.", "zoneId": zone.id, "evaluateTargetHealth": True}
    state = record.up(zoneId=zone.id, name="*.a", type="A", aliases=[target])
    assert state["fqdn"] == "*.a.example.com"
    assert state["aliases"] == [{**target, "name": "foo.example.com"}]
    assert record.refresh() is not None


def test_a_malformed_import_id(resource):
    with pytest.raises(WrongId, match=r"unexpected format of ID \(x_y\)"):
        resource(RECORD).imported("x_y")
