"""Every committed stack passes the policy pack; an example violates what it is there to show."""

from __future__ import annotations

import pytest

from aurora.planning.judging import judge_plan
from aurora.settings import load_file
from policies.environment import Environment
from policies.judge import Finding
from policies.rule import Level
from tests.environments.plans import EXAMPLES, ROOT, STACKS, plan, planned, settings

pytestmark = pytest.mark.filterwarnings("ignore:aws.ec2/encryptioncontrol:DeprecationWarning")

SHOWN = {
    # A clone has the classes of its source.
    "Pulumi.clone.yaml": {"aurora-instance-class-allowed"},
    # Storage without an instance is the point of it.
    "Pulumi.headless.yaml": {"aurora-global-secondary-has-reader"},
    # 0.5 ACU is the range that the example is about.
    "Pulumi.serverless-mysql.yaml": {"aurora-serverless-capacity-range"},
}
"""Rules that an example needs an exemption from, by file."""


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
def test_an_example_violates_what_it_shows_and_nothing_else(name: str) -> None:
    loaded = load_file(ROOT / "examples" / name)
    recording = planned(loaded.settings, loaded.stack)
    environment = Environment(loaded.settings.environment)
    violated = told(judge_plan(recording, environment).findings)
    assert {line.partition(":")[0] for line in violated} == SHOWN.get(name, set()), violated
