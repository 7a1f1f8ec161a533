"""The plans of the committed stacks, as they were agreed on.

A change that is meant: run with AURORA_UPDATE_GOLDEN=1, read the difference, commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.environments.plans import STACKS, plan, text

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize("stack", STACKS)
def test_the_plan_is_the_one_that_was_agreed_on(stack: str) -> None:
    path = GOLDEN / f"{stack}.txt"
    now = text(plan(stack))
    if os.environ.get("AURORA_UPDATE_GOLDEN"):
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")
