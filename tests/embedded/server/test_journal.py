"""A restart brings back everything that was answered, down to ids, times and secrets."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from moto.ec2.models import ec2_backends
from moto.kms.models import kms_backends
from moto.moto_api._internal.models import moto_api_backend
from moto.secretsmanager.models import secretsmanager_backends

from aurora.embedded.server.assembly import assembled
from aurora.embedded.server.call import Call
from aurora.embedded.server.journal import Entry, Journal
from aurora.errors import Failed


def call(operation, **members):
    body = "&".join([f"Action={operation}", "Version=2014-10-31", *map("=".join, members.items())])
    scope = "Credential=test/20260101/us-east-1/rds/aws4_request"
    return Call.made(
        method="POST",
        path="/",
        query="",
        headers={
            "CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-8",
            "HTTP_AUTHORIZATION": f"AWS4-HMAC-SHA256 {scope}, Signature=abc",
            "HTTP_HOST": "127.0.0.1",
        },
        body=body.encode(),
    )


CREATE = call(
    "CreateDBCluster",
    DBClusterIdentifier="kept",
    Engine="aurora-mysql",
    MasterUsername="boss",
    ManageMasterUserPassword="true",
    StorageEncrypted="true",
)
READ = call("DescribeDBClusters", DBClusterIdentifier="kept")


def reset() -> None:
    moto_api_backend.reset()


def without_the_present(body: bytes) -> str:
    text = re.sub(r"<LatestRestorableTime>.*?</LatestRestorableTime>", "", body.decode())
    return re.sub(r"<RequestId>.*?</RequestId>", "", text)


def secret():
    held: Any = secretsmanager_backends["123456789012"]["us-east-1"].secrets
    return json.dumps([[s.arn, s.secret_string, s.created_date] for s in held.values()])


def test_a_restart_repeats_ids_times_and_secrets(tmp_path):
    first = assembled(tmp_path)
    reset()
    assert first._answered(CREATE).status.startswith("200")
    before, password = without_the_present(first._answered(READ).body), secret()
    assert "kept" in before
    assert "password" in password

    reset()  # what the death of the process does to the state
    assert first._answered(READ).status.startswith("404")
    second = assembled(tmp_path)
    assert second.restore() == 1
    assert without_the_present(second._answered(READ).body) == before
    assert secret() == password


def test_defaults_of_an_account_do_not_depend_on_who_asks_first(tmp_path):
    assembled(tmp_path)
    seen = []
    for _ in range(2):
        reset()
        network = ec2_backends["123456789012"]["eu-west-3"]
        key = kms_backends["123456789012"]["eu-west-3"].describe_key("alias/aws/rds")
        seen.append((network.default_vpc.id, key.id, key.key_manager))
    assert seen[0] == seen[1]
    assert seen[0][2] == "AWS"


def test_reads_and_unknown_operations_are_not_kept(tmp_path):
    application = assembled(tmp_path)
    application._answered(READ)
    application._answered(call("ModifyNothingAtAll"))
    assert Journal(tmp_path / "journal.jsonl").entries() == []


def test_an_entry_comes_back_as_it_was(tmp_path):
    journal = Journal(tmp_path / "journal.jsonl")
    binary = Call.made(method="PUT", path="/b/k%2F", query="a=b", headers={}, body=b"\xff\x00")
    entries = [Entry(CREATE, 7, 1.5), Entry(binary, 2**63, 2.25)]
    for entry in entries:
        journal.append(entry)
    assert Journal(tmp_path / "journal.jsonl").entries() == entries


def test_a_torn_last_line_is_cut_off_and_the_next_entry_follows(tmp_path):
    path = tmp_path / "journal.jsonl"
    Journal(path).append(Entry(CREATE, 1, 1.0))
    with path.open("ab") as torn:
        torn.write(b'{"seed":1,"ti')
    journal = Journal(path)
    assert len(journal.entries()) == 1
    journal.append(Entry(CREATE, 2, 2.0))
    assert [entry.seed for entry in Journal(path).entries()] == [1, 2]


def test_a_damaged_line_in_the_middle_is_named(tmp_path):
    path = tmp_path / "journal.jsonl"
    Journal(path).append(Entry(CREATE, 1, 1.0))
    path.write_bytes(path.read_bytes() + b"nonsense\n")
    with pytest.raises(Failed, match=r"AUR-300.*line 3"):
        Journal(path).entries()


def test_no_signature_is_kept(tmp_path):
    Journal(tmp_path / "j").append(Entry(CREATE, 1, 1.0))
    assert b"Signature=abc" not in (tmp_path / "j").read_bytes()


@pytest.mark.parametrize(
    ("operation", "changes"),
    [
        ("DescribeDBClusters", False),
        ("ListTagsForResource", False),
        ("CreateDBCluster", True),
        ("AddTagsToResource", True),
        ("DeleteDBCluster", True),
    ],
)
def test_which_operations_change_state(operation, changes):
    assert call(operation).changes_state() is changes
