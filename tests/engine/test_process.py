"""A command runs to its end, is heard line by line, and dies with its children when it must."""

from __future__ import annotations

import sys
import time

import psutil
import pytest

from aurora.engine.process import NOT_FOUND, TIMED_OUT, run

CHILDREN = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


def test_lines_come_in_order_and_with_the_exit_code():
    heard = []
    ended = run(
        ["/bin/sh", "-c", "echo one; echo two >&2; exit 4"], environment={}, on_line=heard.append
    )
    assert (ended.code, ended.lines) == (4, ("one", "two"))
    assert heard == ["one", "two"]


def test_nothing_is_inherited(monkeypatch, tmp_path):
    monkeypatch.setenv("AURORA_SEEN", "yes")
    ended = run(["/bin/sh", "-c", "echo $AURORA_SEEN; pwd"], environment={}, folder=tmp_path)
    assert ended.lines == ("", str(tmp_path))


def test_a_missing_command_is_an_answer_and_no_exception():
    ended = run(["/nowhere/at/all"], environment={})
    assert ended.code == NOT_FOUND
    assert ended.tail()


def test_when_the_time_is_up_its_children_die_too():
    ended = run([sys.executable, "-c", CHILDREN], environment={}, seconds=1.0)
    assert ended.code == TIMED_OUT
    assert gone(int(ended.lines[0]))


def test_an_interruption_ends_its_children_and_goes_on_up():
    pids = []

    def interrupt(line):
        pids.append(int(line))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run([sys.executable, "-c", CHILDREN], environment={}, on_line=interrupt)
    assert gone(pids[0])


def test_the_last_words_are_the_last_lines():
    ended = run(["/bin/sh", "-c", "echo a; echo b; echo; echo c; echo d"], environment={})
    assert ended.tail() == "b / c / d"


def test_without_a_word_the_exit_code_is_told():
    assert run(["/bin/sh", "-c", "exit 9"], environment={}).tail() == "exit code 9"


def gone(pid: int) -> bool:
    """Whether a process ends: it may take the system a moment to say so."""
    for _ in range(100):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.02)
    return False
