"""Every committed stack and every example passes the policy pack, as configured for it."""

from __future__ import annotations

import pytest

from aurora.planning.judging import judge_plan
from aurora.settings import load_file
from policies.configuration import FOLDER, configuration
from policies.environment import Environment
from policies.judge import Finding
from policies.registry import rules
from policies.rule import Level
from tests.environments.plans import EXAMPLES, ROOT, STACKS, plan, planned, settings

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")


def told(findings: tuple[Finding, ...]) -> list[str]:
    """Return what would stop an `up`."""
    return [
        f"{finding.rule}: {finding.urn.rpartition('::')[2]}: {finding.message}"
        for finding in findings
        if finding.level is Level.MANDATORY
    ]


@pytest.mark.parametrize("stack", STACKS)
def test_a_committed_stack_violates_nothing(stack: str) -> None:
    environment = Environment(settings(stack).environment)
    assert told(judge_plan(plan(stack), environment).findings) == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_violates_nothing(name: str) -> None:
    loaded = load_file(ROOT / "examples" / name)
    recording = planned(loaded.settings, loaded.stack)
    environment = Environment(loaded.settings.environment)
    overrides = configuration(FOLDER, environment, loaded.stack, rules()).overrides
    assert told(judge_plan(recording, environment, overrides=overrides).findings) == []
