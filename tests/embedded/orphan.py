"""Whether a plugin outlives an engine that was killed."""

from __future__ import annotations

import subprocess
import sys

import psutil

__all__ = ["outlives_its_engine"]

SECONDS = 10
ENGINE = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, *sys.argv[1:]], stdout=subprocess.PIPE, text=True)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""
"""Starts a plugin as the engine does, and says which process it is."""


def outlives_its_engine(*plugin: str) -> bool:
    """Start a plugin below a process, kill that one, and return whether the plugin is left.

    Args:
        plugin: The interpreter's arguments; the plugin prints a line once it serves.
    """
    with subprocess.Popen(
        [sys.executable, "-c", ENGINE, *plugin], stdout=subprocess.PIPE, text=True
    ) as engine:
        assert engine.stdout
        process = psutil.Process(int(engine.stdout.readline()))
        engine.kill()
    try:
        process.wait(SECONDS)
    except psutil.TimeoutExpired:
        # Where nothing takes in orphans, one that has ended stays as a zombie.
        left = process.status() != psutil.STATUS_ZOMBIE
        process.kill()
        return left
    return False
