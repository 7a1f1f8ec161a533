"""The Pulumi program without its entry point: configuration in, stack outputs out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pulumi

from aurora.environments import build
from aurora.errors import AuroraError
from aurora.outstanding import settled
from aurora.settings import load

__all__ = ["run"]


def run(config: Mapping[str, object], stack: str, folder: Path | None = None) -> None:
    """Load the settings, build the environment and export its outputs.

    Args:
        config: The stack's configuration by full key; objects may be JSON texts.
        stack: The stack's name.
        folder: Where its stack file is, so that errors can name lines. Default: unknown.

    Raises:
        pulumi.RunError: The configuration is wrong; the message says all that is. Pulumi prints it
            without a traceback.
    """
    file = folder / f"Pulumi.{stack}.yaml" if folder else None
    try:
        loaded = load(config, stack=stack, file=file)
        for warning in loaded.warnings:
            pulumi.log.warn(str(warning))
        outputs = build(loaded.settings, stack)
    except AuroraError as error:
        raise pulumi.RunError(f"\n{error}") from None
    for name, value in outputs.items():
        pulumi.export(name, value)
    pulumi.run(settled)
