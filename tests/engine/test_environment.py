"""`Environment` on the real engine: what is refused, cut off, protected, shared and kept secret."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psutil
import pytest

from aurora.engine import Environment
from aurora.engine.events import Event, Planned, ResourceDone
from aurora.errors import AuroraError, BadInput, Failed, Refused
from tests.lifecycle.estate import Estate, changed

pytestmark = pytest.mark.lifecycle
LENGTH = 6
ENDED = "2026-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Generator[Estate]:
    found = Estate(tmp_path_factory.mktemp("engine"))
    (found.root / "Pulumi.yaml").write_text("{name: aurora, runtime: python}")
    program = found.root / "__main__.py"
    program.unlink()
    shutil.copy(Path(__file__).with_name("chain.py"), program)
    yield found
    found.close()


def environment(
    estate: Estate, stack: str, on_event: Callable[[Event], None] = lambda _event: None, **more: Any
) -> Environment:
    config = {"aurora:environment": "development", "aurora:groups": LENGTH}
    return Environment(
        stack,
        estate.root,
        variables=estate.variables,
        config={**config, **{f"aurora:{key}": value for key, value in more.items()}},
        on_event=on_event,
        engine=estate.engine,
    )


def groups(estate: Estate, stack: str) -> list[str]:
    answer = estate.aws("logs").describe_log_groups(logGroupNamePrefix=f"/{stack}/")
    return [group["logGroupName"] for group in answer["logGroups"]]


def every(stack: str) -> list[str]:
    return [f"/{stack}/{index}" for index in range(LENGTH)]


class After:
    """Does something once, when so many resources of the update itself are done."""

    def __init__(self, count: int, act: Callable[[], None]) -> None:
        self.count, self.act, self.planned = count, act, False

    def __call__(self, event: Event) -> None:
        self.planned = self.planned or isinstance(event, Planned)
        if self.planned and isinstance(event, ResourceDone):
            self.count -= 1
            if self.count == 0:
                self.act()


def engines() -> list[psutil.Process]:
    """Return the engines that this process runs."""
    return [child for child in psutil.Process().children() if child.name() == "pulumi"]


def cut_off(estate: Estate, stack: str, act: Callable[[], None]) -> AuroraError:
    """Bring a stack up and do something in the middle; return the error that it ends with."""
    with pytest.raises(AuroraError) as error:
        environment(estate, stack, After(2, act)).up()
    assert 2 <= len(groups(estate, stack)) < LENGTH, error.value
    return error.value


def test_ctrl_c_in_the_middle_and_the_next_up_finishes(estate: Estate) -> None:
    error = cut_off(estate, "stopped", lambda: os.kill(os.getpid(), signal.SIGINT))
    assert isinstance(error, Failed)
    assert error.problems[0].code == "AUR-219"
    made = groups(estate, "stopped")
    result = environment(estate, "stopped").up()
    assert len(changed(result)) == LENGTH - len(made)
    assert groups(estate, "stopped") == every("stopped")


def test_a_killed_engine_and_the_next_up_finishes(estate: Estate) -> None:
    cut_off(estate, "killed", lambda: [engine.kill() for engine in engines()] and None)
    environment(estate, "killed").up()
    assert groups(estate, "killed") == every("killed")


def test_an_error_of_the_caller_stops_the_engine_and_comes_back(estate: Estate) -> None:
    def complain() -> None:
        raise LookupError("the caller's own")

    with pytest.raises(LookupError):
        environment(estate, "complained", After(2, complain)).up()
    assert engines() == []


def test_what_was_deleted_behind_its_back_is_found_and_made_again(estate: Estate) -> None:
    logs = estate.aws("logs")
    logs.delete_log_group(logGroupName="/killed/3")
    logs.put_retention_policy(logGroupName="/killed/5", retentionInDays=1)
    drift = environment(estate, "killed").drift()
    assert changed(drift) == {"group-3": "delete", "group-5": "update"}
    result = environment(estate, "killed").up()
    assert {change.name for change in result.drifted} == {"group-3", "group-5"}
    assert changed(result) == {"group-3": "create", "group-5": "update"}
    assert not environment(estate, "killed").drift().found


def test_only_the_lock_of_a_process_that_is_gone_is_taken_away(estate: Estate) -> None:
    locks = estate.root / ".aurora" / "state" / ".pulumi" / "locks" / "organization" / "aurora"
    lock = locks / "killed" / "lock.json"
    lock.parent.mkdir(parents=True, exist_ok=True)
    owner = {"username": "somebody", "hostname": socket.gethostname(), "timestamp": ENDED}
    lock.write_text(json.dumps({**owner, "pid": os.getpid()}))
    with pytest.raises(Failed) as error:
        environment(estate, "killed").refresh()
    assert error.value.problems[0].code == "AUR-216"
    assert lock.exists()
    with subprocess.Popen(["true"]) as gone:
        gone.wait()
    lock.write_text(json.dumps({**owner, "pid": gone.pid}))
    environment(estate, "killed").refresh()
    assert not lock.exists()


def test_a_violation_is_refused_before_anything_is_touched(estate: Estate) -> None:
    with pytest.raises(Refused) as error:
        environment(estate, "open", open=True).up()
    assert {problem.where for problem in error.value.problems} == {"open"}
    assert "encrypted" in str(error.value)
    assert groups(estate, "open") == []


def test_a_broken_program_is_one_line(estate: Estate) -> None:
    with pytest.raises(Failed) as error:
        environment(estate, "open", broken=True).preview()
    assert [p.message for p in error.value.problems] == ["ValueError: this program is broken"]


def test_a_protected_stack_is_destroyed_on_purpose_only(estate: Estate) -> None:
    environment(estate, "stopped", protect=True).up()
    with pytest.raises(Refused) as error:
        environment(estate, "stopped", protect=True).destroy()
    assert "--unprotect" in str(error.value)
    assert groups(estate, "stopped") == every("stopped")
    environment(estate, "stopped", protect=True).destroy(unprotect=True)
    assert groups(estate, "stopped") == []


def test_two_tenants_at_a_time(estate: Estate) -> None:
    tenants = ("tenant-a", "tenant-b")

    def lend(stack: str) -> Any:
        return environment(estate, stack).up().outputs["groups"]

    def take_back(stack: str) -> bool:
        return bool(environment(estate, stack).destroy(remove=True).changes)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lend, tenants)) == [1, 1]
        assert [groups(estate, tenant) for tenant in tenants] == [*map(every, tenants)]
        assert list(pool.map(take_back, tenants)) == [True, True]
    assert [groups(estate, tenant) for tenant in tenants] == [[], []]
    with pytest.raises(BadInput):
        environment(estate, tenants[0]).outputs()


def test_no_secret_leaves_in_clear(estate: Estate) -> None:
    events: list[Event] = []
    result = environment(estate, "secret", events.append, groups=0).up()
    assert result.outputs["password"] == "[secret]"
    assert dict(environment(estate, "secret").outputs()) == dict(result.outputs)
    written = [path.read_bytes() for path in (estate.root / ".aurora").rglob("*") if path.is_file()]
    assert not any(b"open sesame" in content for content in written)
    assert "open sesame" not in repr((events, result))


def test_on_an_account_no_stack_is_made_in_passing(
    estate: Estate, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in estate.variables.items():
        monkeypatch.setenv(name, value)
    before = (estate.root / "Pulumi.dev.yaml").read_text()
    with pytest.raises(BadInput) as error:
        Environment("dev", estate.root, engine=estate.engine).up()
    assert error.value.problems[0].code == "AUR-210"
    assert (estate.root / "Pulumi.dev.yaml").read_text() == before


def test_the_checkout_stays_as_it_is(estate: Estate) -> None:
    salted = [file.name for file in estate.root.glob("Pulumi.*.yaml") if "salt" in file.read_text()]
    assert salted == []
