from __future__ import annotations

from aurora.engine.events import (
    Change,
    Diagnostic,
    Event,
    Operation,
    PolicyFinding,
    ResourceDone,
    ResourceStarted,
    StackOutputs,
)
from aurora.engine.outcome import Outcome


def change(name: str, operation: Operation, *properties: str) -> Change:
    urn = f"urn:pulumi:dev::aurora::aws:sns/topic:Topic::{name}"
    return Change(
        urn=urn, type="aws:sns/topic:Topic", name=name, operation=operation, properties=properties
    )


def gathered(*events: Event, looking: bool = False) -> tuple[Outcome, list[Event]]:
    told: list[Event] = []
    outcome = Outcome(told.append, looking=looking)
    for event in events:
        outcome.take(event)
    return outcome, told


def test_what_stays_is_counted_and_not_listed() -> None:
    made = change("new", Operation.CREATE)
    outcome, _ = gathered(
        ResourceStarted(change=made),
        ResourceDone(change=made),
        ResourceStarted(change=change("old", Operation.SAME)),
    )
    assert outcome.changes == (made,)
    assert outcome.unchanged == 1


def test_a_component_is_done_once() -> None:
    done = ResourceDone(change=change("component", Operation.CREATE))
    _, told = gathered(done, done)
    assert told == [done]


def test_a_replacement_stays_one_when_its_old_half_is_deleted() -> None:
    outcome, _ = gathered(
        ResourceDone(change=change("topic", Operation.REPLACE, "name")),
        ResourceStarted(change=change("topic", Operation.DELETE)),
    )
    assert outcome.changes == (change("topic", Operation.REPLACE, "name"),)


def test_a_refresh_ends_with_what_came_of_it() -> None:
    outcome, told = gathered(
        ResourceStarted(change=change("topic", Operation.REFRESH)),
        ResourceDone(change=change("topic", Operation.UPDATE, "tags")),
        ResourceStarted(change=change("same", Operation.REFRESH)),
        ResourceDone(change=change("same", Operation.SAME)),
        looking=True,
    )
    assert outcome.changes == (change("topic", Operation.UPDATE, "tags"),)
    assert outcome.unchanged == 1
    assert len(told) == 4


def test_a_look_before_the_work_is_kept_apart_from_the_work() -> None:
    found = change("topic", Operation.REFRESH, "tags")
    gone = change("gone", Operation.DELETE)
    work = ResourceDone(change=change("topic", Operation.UPDATE, "tags"))
    outcome, told = gathered(
        ResourceStarted(change=change("topic", Operation.REFRESH)),
        ResourceDone(change=found),
        ResourceStarted(change=change("gone", Operation.REFRESH)),
        ResourceDone(change=gone),
        ResourceStarted(change=change("same", Operation.REFRESH)),
        ResourceDone(change=change("same", Operation.REFRESH)),
        work,
        ResourceDone(change=change("gone", Operation.CREATE)),
    )
    assert outcome.drifted == (found, gone)
    assert {c.name: c.operation for c in outcome.changes} == {
        "topic": Operation.UPDATE,
        "gone": Operation.CREATE,
    }
    assert told[0] == work
    assert len(told) == 2


def finding(rule: str) -> PolicyFinding:
    return PolicyFinding(
        rule=rule, level="advisory", severity="low", message="m", urn="", pack="aurora"
    )


def test_a_finding_that_was_told_before_counts_and_is_not_told_again() -> None:
    told: list[Event] = []
    outcome = Outcome(told.append, known=[finding("before"), finding("no longer")])
    for event in (finding("before"), finding("new"), finding("new")):
        outcome.take(event)
    assert outcome.findings == [finding("before"), finding("new")]
    assert told == [finding("new")]


def test_messages_are_told_apart_and_listed_once() -> None:
    warning = Diagnostic(severity="warning", message="old")
    error = Diagnostic(severity="error", message="no")
    outcome, _ = gathered(warning, error, warning, Diagnostic(severity="info", message="hm"))
    assert outcome.warnings == (warning,)
    assert outcome.errors == (error,)


def test_the_last_outputs_count() -> None:
    outcome, _ = gathered(StackOutputs(outputs={"a": 1}), StackOutputs(outputs={"a": 2}))
    assert outcome.outputs == {"a": 2}
