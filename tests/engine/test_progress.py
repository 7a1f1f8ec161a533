"""Long work is told: with a bar on a terminal, in plain lines elsewhere."""

from __future__ import annotations

import io

from rich.console import Console

from aurora.engine.progress import Lines, Terminal, progress


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_there_are_lines_and_no_control_codes():
    stream = io.StringIO()
    report = progress(stream)
    assert isinstance(report, Lines)
    with report.step("Building") as count:
        count(1, 3)
    report.say("Done.")
    assert stream.getvalue() == "Building ...\nDone.\n"


def test_lines_come_only_now_and_then():
    stream = io.StringIO()
    with Lines(stream, every=0.0).step("Building") as count:
        count(2, 3)
    assert "Building: 2 of 3, 0 s\n" in stream.getvalue()


def test_on_a_terminal_there_is_a_bar():
    stream = Tty()
    report = progress(stream)
    assert isinstance(report, Terminal)
    wide = Terminal(Console(file=stream, force_terminal=True, width=80))
    with wide.step("Building") as count:
        count(2, 3)
    wide.say("Done.")
    assert "Building" in stream.getvalue()
    assert "Done." in stream.getvalue()
