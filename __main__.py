"""The Pulumi program of every stack: settings, environment, outputs."""

from __future__ import annotations

from pathlib import Path

import pulumi
from pulumi.runtime.config import CONFIG, get_config_env

from aurora.environments.program import run

# Pulumi.Config answers single keys only; a misspelt one is found among all of them.
run({**get_config_env(), **CONFIG.get()}, pulumi.get_stack(), Path(__file__).parent)
