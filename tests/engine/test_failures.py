from __future__ import annotations

import pytest

from aurora.engine.events import Diagnostic, PolicyFinding
from aurora.engine.failures import of_outcome, of_text
from aurora.engine.outcome import Outcome
from aurora.errors import AuroraError, BadInput, Failed, Problem, Refused

TOPIC = "urn:pulumi:dev::aurora::aws:sns/topic:Topic::topic"
STACK = "urn:pulumi:dev::aurora::pulumi:pulumi:Stack::aurora-dev"


def failed(
    *errors: tuple[str, str], text: str = "", interrupted: bool = False, level: str = ""
) -> AuroraError:
    outcome = Outcome(lambda _event: None, code=255, text=text, interrupted=interrupted)
    for urn, message in errors:
        outcome.take(Diagnostic(severity="error", message=message, urn=urn))
    if level:
        outcome.take(
            PolicyFinding(
                rule="aurora-tls", level=level, severity="high", message="a\n b", urn=TOPIC, pack=""
            )
        )
    error = of_outcome(outcome, "dev")
    assert error is not None
    return error


def test_success_is_no_error() -> None:
    assert of_outcome(Outcome(lambda _event: None), "dev") is None


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("error: no stack named 'dev' found", BadInput, "AUR-210"),
        ("error: getting secrets manager: incorrect passphrase", BadInput, "AUR-211"),
        ("error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE", BadInput, "AUR-211"),
        ("error: the stack is currently locked by 1 lock(s).", Failed, "AUR-216"),
        ("error: [409] Conflict: Another update is currently in progress.", Failed, "AUR-216"),
        ("error: validating stack config: Stack 'dev' is missing 'engine'", BadInput, "AUR-225"),
        ("error: policy pack not found", Failed, "AUR-222"),
        ("something else", Failed, "AUR-217"),
        ("", Failed, "AUR-217"),
    ],
)
def test_what_the_engine_says_has_a_meaning(text: str, kind: type, code: str) -> None:
    error = of_text(text, "dev")
    assert type(error) is kind
    assert error.problems[0].code == code


def test_an_unknown_text_is_told_in_its_own_words() -> None:
    assert of_text("warning: x\nerror: disk is full\n", "dev").problems[0].message == "disk is full"


def test_problems_of_a_stack_file_come_back_as_they_were_raised() -> None:
    problems = (
        Problem(code="AUR-003", message="36 is too long", where="Pulumi.dev.yaml:3", allowed="35"),
        Problem(code="AUR-001", message="no such key", remedy="did you mean port?"),
    )
    error = failed((STACK, f"\n{BadInput(*problems)}"), level="mandatory")
    assert isinstance(error, BadInput)
    assert error.problems == problems


def test_a_mandatory_finding_refuses_and_an_advisory_one_does_not() -> None:
    refused = failed(level="mandatory")
    assert isinstance(refused, Refused)
    assert refused.problems[0].where == "topic"
    assert "aurora-tls" in refused.problems[0].message
    assert isinstance(failed(level="advisory"), Failed)


def test_a_protected_resource_is_a_refusal() -> None:
    text = f'resource "{TOPIC}" cannot be deleted\nbecause it is protected.'
    error = failed((TOPIC, text))
    assert isinstance(error, Refused)
    assert error.problems[0].code == "AUR-215"


def test_where_resources_failed_only_they_are_told() -> None:
    error = failed(
        (TOPIC, "creating SNS Topic: InvalidParameter"),
        ("", "update failed"),
        (STACK, "Traceback (most recent call last):\n  File x\nRunError: monitor shut down"),
    )
    assert [(p.where, p.message) for p in error.problems] == [
        ("topic", "creating SNS Topic: InvalidParameter")
    ]


def test_of_a_traceback_the_last_line_is_told() -> None:
    message = "Program failed:\nTraceback (most recent call last):\n  File x\nValueError: no port\n"
    error = failed(("", message), ("", f"again: {message}"))
    assert isinstance(error, Failed)
    assert [problem.message for problem in error.problems] == ["ValueError: no port"]


def test_an_error_that_quotes_another_traceback_is_told_in_its_own_line() -> None:
    message = (
        "Program failed:\nTraceback (most recent call last):\n  File x\n"
        "Exception: the callback failed:\n  File y\n    call()\n    ^^^^^^\n"
    )
    error = failed(("", message))
    assert [problem.message for problem in error.problems] == ["Exception: the callback failed:"]


def test_a_resource_that_cannot_decrypt_is_no_wrong_passphrase() -> None:
    error = failed((TOPIC, "KMS: failed to decrypt the data key"))
    assert error.problems[0].code == "AUR-217"


def test_an_interruption_is_told_as_one() -> None:
    error = failed((TOPIC, "context canceled"), interrupted=True)
    assert isinstance(error, Failed)
    assert error.problems[0].code == "AUR-219"
