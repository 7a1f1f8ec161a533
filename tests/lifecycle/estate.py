"""A project of its own on an embedded AWS of its own, for tests with the real engine."""

from __future__ import annotations

import copy
import subprocess
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from aurora.embedded import home
from aurora.embedded import local as server
from aurora.engine.environment import Environment
from aurora.engine.events import Event
from aurora.engine.find import find
from aurora.settings.stackfile import StackFile
from tests.checkout import ROOT, check_out

__all__ = ["ROOT", "Estate", "changed"]


class Estate:
    """One project folder with an embedded AWS; the checkout is never written to."""

    def __init__(self, folder: Path, copied: Collection[str] = ()) -> None:
        self.root = check_out(folder, copied)
        self.status = server.start(folder, 0)
        self.engine = find()
        home.prepare(folder, self.engine.command)
        self.variables = home.variables(folder, self.status.endpoint, self.engine.command)
        self.events: list[Event] = []

    def close(self) -> None:
        server.stop(self.root)

    def environment(self, stack: str, config: Mapping[str, Any] | None = None) -> Environment:
        self.events.clear()
        return Environment(
            stack,
            self.root,
            variables=self.variables,
            config=config,
            on_event=self.events.append,
            engine=self.engine,
        )

    def config(self, stack: str) -> dict[str, Any]:
        """Return a stack file's configuration, to be changed."""
        file = StackFile.read(self.root / f"Pulumi.{stack}.yaml")
        return copy.deepcopy(dict(file.config))

    def pulumi(self, stack: str, *arguments: str) -> str:
        """Return what Pulumi's own command prints, as a user would run it on the stack."""
        return subprocess.run(
            [self.engine.command, *arguments],
            cwd=self.root / ".aurora" / "work" / stack,
            env=dict(self.variables),
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def export(self, stack: str) -> Path:
        """Return a file with the stack's state."""
        file = self.root / f"{stack}.json"
        file.write_text(self.pulumi(stack, "stack", "export", "--stack", stack), encoding="utf-8")
        return file

    def aws(self, service: str, region: str = "us-east-1") -> Any:
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self.status.endpoint,
            aws_access_key_id="test",
            aws_secret_access_key="test",
            config=Config(retries={"max_attempts": 1}, proxies={}),
        )


def changed(result: Any) -> dict[str, str]:
    """Return what a result touched: operation by resource name, components left out."""
    return {
        change.name: change.operation.value
        for change in result.changes
        if change.type.startswith("aws:")
    }
