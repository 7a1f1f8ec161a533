from __future__ import annotations

import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def route53(clients):
    return clients("route53")


@pytest.fixture
def zone(route53):
    made = route53.create_hosted_zone(Name="batch.example", CallerReference="b")
    return made["HostedZone"]["Id"]


def change(action, name, value="10.0.0.1", kind="A"):
    record = {"Name": name, "Type": kind, "TTL": 1, "ResourceRecords": [{"Value": value}]}
    return {"Action": action, "ResourceRecordSet": record}


def send(route53, zone, *changes):
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": list(changes)})


def names(route53, zone):
    records = route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    return {record["Name"] for record in records if record["Type"] not in ("NS", "SOA")}


def test_a_batch_holds_together(route53, zone):
    send(route53, zone, change("CREATE", "a.batch.example"))
    with pytest.raises(ClientError, match="it already exists") as error:
        send(
            route53,
            zone,
            change("CREATE", "b.batch.example"),
            change("CREATE", "a.batch.example"),
        )
    assert error.value.response["Error"]["Code"] == "InvalidChangeBatch"
    assert names(route53, zone) == {"a.batch.example."}


def test_a_delete_has_to_name_the_values(route53, zone):
    send(route53, zone, change("CREATE", "c.batch.example"))
    with pytest.raises(ClientError, match="do not match the current values"):
        send(route53, zone, change("DELETE", "c.batch.example", "10.0.0.2"))
    with pytest.raises(ClientError, match="but it was not found"):
        send(route53, zone, change("DELETE", "d.batch.example"))
    send(route53, zone, change("DELETE", "c.batch.example"))
    assert names(route53, zone) == set()


def test_a_cname_stands_alone(route53, zone):
    send(route53, zone, change("CREATE", "e.batch.example"))
    with pytest.raises(ClientError, match="conflicting RRSet of type A"):
        send(route53, zone, change("CREATE", "e.batch.example", "x.example", "CNAME"))


def test_own_records_of_a_zone(route53, zone):
    records = route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    by_type = {record["Type"]: record["ResourceRecords"] for record in records}
    assert all(entry["Value"].endswith(".") for entry in by_type["NS"])
    assert by_type["SOA"][0]["Value"].split()[1] == "awsdns-hostmaster.amazon.com."
    assert zone.startswith("/hostedzone/Z")
    assert "CallerReference" not in route53.get_hosted_zone(Id=zone)["DelegationSet"]
