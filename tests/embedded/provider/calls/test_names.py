from __future__ import annotations

import re
from types import SimpleNamespace

from aurora.embedded.provider.calls.names import given_or_unique, name_and_prefix, unique_suffix


def test_a_suffix_is_26_hex_digits_and_never_twice_the_same():
    made = {unique_suffix() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"[0-9a-f]{26}", suffix) for suffix in made)


def test_given_prefix_and_neither():
    call = SimpleNamespace(inputs={"name": "n", "namePrefix": "p-"})
    assert given_or_unique(call) == "n"
    call.inputs = {"namePrefix": "p-"}
    assert re.fullmatch(r"p-[0-9a-f]{26}\.fifo", given_or_unique(call, ending=".fifo"))
    call.inputs = {}
    assert re.fullmatch(r"alias/[0-9a-f]{26}", given_or_unique(call, lead="alias/"))


def test_a_read_derives_the_prefix_from_the_name():
    name = "p-" + "0" * 26
    assert name_and_prefix(name) == {"name": name, "namePrefix": "p-"}
    assert name_and_prefix("plain") == {"name": "plain", "namePrefix": ""}
    assert name_and_prefix(f"{name}.fifo", ending=".fifo")["namePrefix"] == "p-"
