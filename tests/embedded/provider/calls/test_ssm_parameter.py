from __future__ import annotations

import pytest

from aurora.embedded.provider.calls.contract import CallError

PARAMETER = "aws:ssm/parameter:Parameter"


def test_a_put_counts_the_version_up(resource):
    parameter = resource(PARAMETER)
    state = parameter.up(name="/a/b", type="String", value="x", description="d", tags={"a": "b"})
    assert (state["version"], state["tier"], state["dataType"]) == (1, "Standard", "text")
    state = parameter.up(name="/a/b", type="String", value="x", description="d", tags={"c": "d"})
    assert (state["version"], state["tagsAll"]) == (1, {"c": "d"})
    state = parameter.up(name="/a/b", type="SecureString", value="y", tier="Advanced")
    assert (state["version"], state["value"], state["keyId"]) == (2, "y", "alias/aws/ssm")
    assert state["description"] == ""
    parameter.down()
    assert parameter.refresh() is None


def test_an_existing_one_is_taken_over_only_on_purpose(resource):
    resource(PARAMETER).up(name="taken", type="String", value="x")
    with pytest.raises(CallError, match=r"creating SSM Parameter \(taken\): .*AlreadyExists"):
        resource(PARAMETER).up(name="taken", type="String", value="y")
    taken = resource(PARAMETER)
    state = taken.up(name="taken", type="String", value="y", overwrite=True, tags={"a": "b"})
    assert (state["version"], state["tagsAll"]) == (2, {"a": "b"})


def test_insecure_and_write_only_values(resource):
    parameter = resource(PARAMETER)
    state = parameter.up(name="insecure", type="String", insecureValue="x")
    assert state["insecureValue"] == "x"
    assert "value" not in state
    with pytest.raises(CallError, match="cannot set type = SecureString and insecure_value"):
        parameter.up(name="insecure", type="SecureString", insecureValue="x")
    hidden = resource(PARAMETER)
    state = hidden.up(name="hidden", type="SecureString", valueWo="x", valueWoVersion=1)
    assert (state["hasValueWo"], state["value"]) == (True, "")
    state = hidden.up(name="hidden", type="SecureString", valueWo="y", valueWoVersion=2)
    assert (state["version"], state["value"]) == (2, "")


def test_import(resource):
    resource(PARAMETER).up(name="imported", type="String", value="x")
    assert resource(PARAMETER).imported("imported")["value"] == "x"
