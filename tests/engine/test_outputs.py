from __future__ import annotations

from aurora.engine.outputs import of_state, plain
from aurora.values import SECRET_SIGNATURE, SIGNATURE_KEY, UNKNOWN_ON_THE_WIRE

SECRET = {SIGNATURE_KEY: SECRET_SIGNATURE, "ciphertext": "v1:abc"}


def test_secrets_are_masked_wherever_they_are() -> None:
    assert plain({"a": SECRET, "b": [1, SECRET], "c": {"d": SECRET}, "e": "x"}) == {
        "a": "[secret]",
        "b": [1, "[secret]"],
        "c": {"d": "[secret]"},
        "e": "x",
    }


def test_an_unknown_is_told_in_words() -> None:
    assert plain(UNKNOWN_ON_THE_WIRE) == "(known after up)"


def test_outputs_are_those_of_the_stack_itself() -> None:
    stack = {"type": "pulumi:pulumi:Stack", "outputs": {"port": 3307, "password": SECRET}}
    other = {"type": "aws:sns/topic:Topic", "outputs": {"arn": "arn"}}
    assert of_state({"resources": [other, stack]}) == {"port": 3307, "password": "[secret]"}
    assert of_state({}) == {}
