"""Tables translate nested properties both ways."""

from __future__ import annotations

import pytest

from aurora.embedded.provider.calls.blocks import Field, decimal, from_aws, to_aws

NAMES = {
    "Bound": Field("bound", as_text=True),
    "Cooldown": Field("cooldown", zero=0),
    "Inner": Field("inner", names={"Name": "name"}),
    "Label": "label",
    "Steps": Field("steps", names={"Size": Field("size", zero=0)}),
}


def test_zero_values_go_out_only_where_the_table_says_so() -> None:
    block = {"label": "", "bound": "", "cooldown": 0, "inner": {"name": ""}, "steps": []}

    assert to_aws(block, NAMES) == {"Cooldown": 0, "Inner": {}}


def test_absent_properties_are_zero_values() -> None:
    assert to_aws({}, NAMES) == {"Cooldown": 0}


def test_text_zero_is_a_value() -> None:
    assert to_aws({"bound": "0"}, NAMES)["Bound"] == 0.0


def test_both_ways_through_lists_and_blocks() -> None:
    block = {
        "bound": "0.5",
        "cooldown": 3,
        "inner": {"name": "n"},
        "label": "l",
        "steps": [{"size": 1}, {"size": 2}],
    }

    assert from_aws(to_aws(block, NAMES), NAMES) == block


def test_what_aws_does_not_answer_is_left_out() -> None:
    assert from_aws({"Label": None, "Cooldown": 0}, NAMES) == {"cooldown": 0}


@pytest.mark.parametrize(("number", "text"), [(0.0, "0"), (-5.0, "-5"), (0.5, "0.5"), (3, "3")])
def test_shortest_decimal(number: float, text: str) -> None:
    assert decimal(number) == text
