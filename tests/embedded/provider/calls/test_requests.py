"""Values reach botocore in the types of its model, and errors quote no values."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.session import get_session

from aurora.embedded.provider.calls.contract import Call, CallError
from aurora.embedded.provider.calls.requests import send, shaped


def _fitting(operation: str, **parameters: Any) -> dict[str, Any]:
    model = get_session().get_service_model("rds")
    return shaped(model.operation_model(operation).input_shape, parameters)


def test_whole_floats_become_integers_at_every_depth() -> None:
    fitting = _fitting(
        "CreateDBCluster",
        Port=5433.0,
        BacktrackWindow="3600",
        ScalingConfiguration={"MaxCapacity": 16.0, "AutoPause": "false"},
    )

    assert fitting == {
        "Port": 5433,
        "BacktrackWindow": 3600,
        "ScalingConfiguration": {"MaxCapacity": 16, "AutoPause": False},
    }
    assert type(fitting["Port"]) is int


def test_numbers_become_texts_where_the_model_wants_one() -> None:
    assert _fitting("CreateDBCluster", EngineVersion=16.0) == {"EngineVersion": "16"}


def test_capacities_stay_fractions() -> None:
    block = {"MinCapacity": 0.5, "MaxCapacity": 2.0}

    assert _fitting("ModifyDBCluster", ServerlessV2ScalingConfiguration=block) == {
        "ServerlessV2ScalingConfiguration": {"MinCapacity": 0.5, "MaxCapacity": 2.0}
    }


def test_none_is_left_out_and_zero_values_stay() -> None:
    fitting = _fitting("ModifyDBCluster", Port=None, Domain="", BacktrackWindow=0)

    assert fitting == {"Domain": "", "BacktrackWindow": 0}


def test_wrong_type_is_an_error_without_the_value(clients: Any) -> None:
    call = Call("aws:rds/cluster:Cluster", "x", "us-east-1", "1", "aws", clients, inputs={})

    with pytest.raises(CallError, match="MasterUserPassword") as caught:
        send(call, "CreateDBCluster", {"MasterUserPassword": {"hidden": "secret-word"}})

    assert "secret-word" not in str(caught.value)
