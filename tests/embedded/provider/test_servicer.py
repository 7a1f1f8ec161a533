"""The provider as the engine sees it, over gRPC."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
import pytest
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc, status_pb2

from aurora.embedded.provider import wire
from aurora.embedded.provider.servicer import Servicer
from aurora.values import UNKNOWN, Secret, decode_struct

URN = "urn:pulumi:dev::proj::{}::res"
TOPIC = "aws:sns/topic:Topic"
CLUSTER = "aws:rds/cluster:Cluster"


@pytest.fixture(scope="module")
def stub(endpoint: str) -> Iterator[Any]:
    server = grpc.server(ThreadPoolExecutor(max_workers=4))
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(Servicer(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        made: Any = provider_pb2_grpc.ResourceProviderStub(channel)
        services = [dict.fromkeys(("sts", "sns", "rds", "kms", "ec2"), endpoint)]
        given = {
            "region": "us-east-1",
            "accessKey": "test",
            "secretKey": "test",
            "endpoints": json.dumps(services),
        }
        made.Configure(provider_pb2.ConfigureRequest(args=wire.encode(given)))
        yield made
    server.stop(0)


def checked(stub: Any, token: str, given: Any, secret: frozenset[str] = frozenset()) -> Any:
    return stub.Check(
        provider_pb2.CheckRequest(
            urn=URN.format(token), news=wire.encode(given, secret), randomSeed=b"seed"
        )
    )


def told(error: Any) -> str:
    """The words of an error."""
    return error.value.details()


def metadata(error: Any) -> Any:
    """What came behind an error."""
    return error.value.trailing_metadata()


def created(stub: Any, token: str, inputs: Any, *, preview: bool = False) -> Any:
    return stub.Create(
        provider_pb2.CreateRequest(urn=URN.format(token), properties=inputs, preview=preview)
    )


def test_the_handshake_announces_what_is_understood(stub: Any) -> None:
    answer = stub.Handshake(provider_pb2.ProviderHandshakeRequest())
    assert answer.accept_secrets
    assert answer.supports_autonaming_configuration
    assert not answer.accept_resources
    assert stub.GetPluginInfo(Empty()).version == "7.51.1"
    assert json.loads(stub.GetSchema(provider_pb2.GetSchemaRequest()).schema)["name"] == "aws"
    assert stub.Attach(plugin_pb2.PluginAttach()) == Empty()


@pytest.mark.parametrize("token", ["aws:s3/bucket:Bucket", "aws:no/thing:Thing"])
def test_a_type_without_calls_is_refused_by_name(stub: Any, token: str) -> None:
    (failure,) = checked(stub, token, {"a": 1}).failures
    assert failure.reason == f"resource type {token} is not supported by the embedded AWS"
    with pytest.raises(grpc.RpcError, match="is not supported by the embedded AWS"):
        created(stub, token, wire.encode({}))


def test_a_type_comes_with_its_parents_types(stub: Any) -> None:
    answer = checked(stub, f"x:y:Parent${TOPIC}", {"name": "a"})
    assert not answer.failures
    assert decode_struct(answer.inputs)["name"] == "a"


def test_secrets_stay_secret(stub: Any) -> None:
    given = {"engine": "aurora-mysql", "masterPassword": "p", "tags": {"a": "b"}}
    inputs = decode_struct(checked(stub, CLUSTER, given, frozenset({"tags"})).inputs)
    assert inputs["masterPassword"] == Secret("p")
    assert inputs["tags"] == Secret({"a": "b"})
    assert inputs["tagsAll"] == Secret({"a": "b"})


def test_check_failures_carry_no_property(stub: Any) -> None:
    (failure,) = checked(stub, CLUSTER, {}).failures
    assert failure.property == ""
    assert failure.reason.startswith("Missing required argument. ")


def test_naming_modes_of_the_engine(stub: Any) -> None:
    naming = provider_pb2.CheckRequest.AutonamingOptions
    request = provider_pb2.CheckRequest(urn=URN.format(TOPIC), randomSeed=b"s")
    request.autonaming.CopyFrom(naming(proposed_name="from-stack", mode=naming.ENFORCE))
    assert decode_struct(stub.Check(request).inputs)["name"] == "from-stack"
    request.autonaming.CopyFrom(naming(mode=naming.DISABLE))
    with pytest.raises(grpc.RpcError, match="automatic naming is disabled"):
        stub.Check(request)


def test_a_preview_shows_unknowns_and_touches_nothing(stub: Any, clients: Any) -> None:
    before = len(clients("sns").list_topics()["Topics"])
    inputs = checked(stub, TOPIC, {"displayName": UNKNOWN}).inputs
    shown = decode_struct(created(stub, TOPIC, inputs, preview=True).properties)
    assert shown["arn"] is UNKNOWN
    assert shown["displayName"] is UNKNOWN
    assert shown["name"].startswith("res-")
    assert len(clients("sns").list_topics()["Topics"]) == before


def test_the_life_of_a_topic(stub: Any) -> None:
    inputs = checked(stub, TOPIC, {"displayName": "a", "name": "life"}).inputs
    made = created(stub, TOPIC, inputs)
    assert decode_struct(made.properties)["id"] == made.id

    news = checked(stub, TOPIC, {"displayName": "b", "name": "life"}).inputs
    urn = URN.format(TOPIC)
    ids: dict[str, Any] = {"id": made.id, "urn": urn}
    diff = stub.Diff(
        provider_pb2.DiffRequest(**ids, olds=made.properties, news=news, old_inputs=inputs)
    )
    assert diff.changes == provider_pb2.DiffResponse.DIFF_SOME
    assert list(diff.diffs) == ["displayName"]
    assert diff.detailedDiff["displayName"].kind == provider_pb2.PropertyDiff.UPDATE
    assert list(diff.replaces) == []
    assert "fifoTopic" in diff.stables

    update = provider_pb2.UpdateRequest(**ids, olds=made.properties, news=news)
    update.preview = True
    shown = decode_struct(stub.Update(update).properties)
    assert (shown["displayName"], shown["arn"]) == ("b", made.id)
    update.preview = False
    after = stub.Update(update).properties
    assert decode_struct(after)["displayName"] == "b"
    same = stub.Diff(provider_pb2.DiffRequest(**ids, olds=after, news=news))
    assert same.changes == provider_pb2.DiffResponse.DIFF_NONE

    read = stub.Read(provider_pb2.ReadRequest(**ids, properties=after, inputs=news))
    assert (read.id, read.properties, read.inputs) == (made.id, after, news)
    stub.Delete(provider_pb2.DeleteRequest(**ids, properties=after, old_inputs=news))
    assert stub.Read(provider_pb2.ReadRequest(**ids, properties=after, inputs=news)).id == ""
    with pytest.raises(grpc.RpcError) as gone:
        stub.Update(provider_pb2.UpdateRequest(**ids, olds=after, news=news))
    assert told(gone).startswith(
        f"Resource provider reported that the resource did not exist while updating {urn}.\n\n"
    )


def test_ignored_changes_are_no_difference(stub: Any) -> None:
    state = wire.encode({"name": "t", "displayName": "a", "region": "us-east-1"})
    news = checked(stub, TOPIC, {"name": "t", "displayName": "b"}).inputs
    request = provider_pb2.DiffRequest(id="t", urn=URN.format(TOPIC), olds=state, news=news)
    assert list(stub.Diff(request).diffs) == ["displayName"]
    request.ignoreChanges[:] = ["displayName"]
    assert stub.Diff(request).changes == provider_pb2.DiffResponse.DIFF_NONE


def test_a_create_that_fails_half_way_keeps_id_and_state(stub: Any) -> None:
    token = "aws:kms/key:Key"
    given = {
        "customerMasterKeySpec": "RSA_2048",
        "keyUsage": "SIGN_VERIFY",
        "enableKeyRotation": True,
    }
    with pytest.raises(grpc.RpcError) as failed:
        created(stub, token, checked(stub, token, given).inputs)
    details = dict(metadata(failed))["grpc-status-details-bin"]
    (detail,) = status_pb2.Status.FromString(details).details
    partial = provider_pb2.ErrorResourceInitFailed()
    assert detail.Unpack(partial)
    assert partial.id
    assert partial.reasons[0].startswith(f"creating {URN.format(token)}: ")
    state = decode_struct(partial.properties)
    assert (state["id"], state["enableKeyRotation"]) == (partial.id, False)


def test_a_create_that_makes_nothing_keeps_nothing(stub: Any) -> None:
    given = {"engine": "aurora-mysql", "clusterIdentifier": "c", "snapshotIdentifier": "none"}
    with pytest.raises(grpc.RpcError) as failed:
        created(stub, CLUSTER, checked(stub, CLUSTER, given).inputs)
    assert "DBClusterSnapshotNotFoundFault" in told(failed)
    assert not dict(metadata(failed))


def test_a_refused_plan_touches_nothing(stub: Any) -> None:
    inputs = checked(stub, TOPIC, {"name": "a.b"}).inputs
    for preview in (True, False):
        with pytest.raises(grpc.RpcError) as refused:
            created(stub, TOPIC, inputs, preview=preview)
        assert told(refused) == f"diffing {URN.format(TOPIC)}: invalid topic name: a.b"


def test_differences_of_the_configuration_replace_nothing(stub: Any) -> None:
    def differ(old: dict[str, Any], new: dict[str, Any]) -> Any:
        return stub.DiffConfig(
            provider_pb2.DiffRequest(old_inputs=wire.encode(old), news=wire.encode(new))
        )

    answer = differ({"region": "a", "version": "1"}, {"region": "b", "version": "2"})
    assert list(answer.diffs) == ["region"]
    assert list(answer.replaces) == []
    assert differ({"region": "a"}, {"region": "a"}).changes == provider_pb2.DiffResponse.DIFF_NONE


def test_wrong_configuration_is_refused(stub: Any) -> None:
    request = provider_pb2.CheckRequest(
        urn="urn:pulumi:dev::proj::pulumi:providers:aws::own", news=wire.encode({"regoin": "x"})
    )
    (failure,) = stub.CheckConfig(request).failures
    assert failure.reason.endswith("Examine values at 'own.regoin'.")


def test_functions(stub: Any) -> None:
    def call(token: str, **arguments: Any) -> dict[str, Any]:
        request = provider_pb2.InvokeRequest(tok=token, args=wire.encode(arguments))
        return decode_struct(getattr(stub.Invoke(request), "return"))

    assert call("aws:index/getCallerIdentity:getCallerIdentity")["accountId"] == "123456789012"
    assert call("aws:index/getRegion:getRegion")["region"] == "us-east-1"
    assert call("aws:index/getPartition:getPartition")["partition"] == "aws"
    zones = call("aws:index/getAvailabilityZones:getAvailabilityZones", state="available")
    assert zones["names"][:2] == ["us-east-1a", "us-east-1b"]
    document = call(
        "aws:iam/getPolicyDocument:getPolicyDocument",
        statements=[{"actions": ["s3:GetObject"], "resources": ["*"]}],
    )
    assert json.loads(document["json"])["Statement"][0]["Action"] == "s3:GetObject"
    with pytest.raises(grpc.RpcError, match="aws:x/y:y is not supported by the embedded AWS"):
        call("aws:x/y:y")


def test_an_account_that_may_not_be_used(endpoint: str) -> None:
    class Context:
        def abort(self, code: Any, words: str) -> None:
            raise PermissionError(words)

    given = {
        "accessKey": "test",
        "secretKey": "test",
        "endpoints": json.dumps([{"sts": endpoint}]),
        "allowedAccountIds": json.dumps(["1"]),
    }
    with pytest.raises(PermissionError, match="AWS account ID not allowed: 123456789012"):
        Servicer().Configure(provider_pb2.ConfigureRequest(args=wire.encode(given)), Context())
