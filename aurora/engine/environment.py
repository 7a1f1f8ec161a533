"""One stack of the project and what can be done with it, from a program or a command line."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from aurora.engine import endpoint
from aurora.engine.command import Pulumi
from aurora.engine.events import Event, Notice, OnEvent, Planned, PolicyFinding
from aurora.engine.failures import NO_STACK, of_outcome, of_text
from aurora.engine.find import find
from aurora.engine.outcome import Outcome
from aurora.engine.outputs import of_state
from aurora.engine.protection import OFF, guards, refusal
from aurora.engine.recovery import release, repair
from aurora.engine.results import Drift, Result
from aurora.engine.way import Engine
from aurora.engine.workspace import Workspace
from aurora.errors import BadInput, Problem

__all__ = ["Environment"]

SETTINGS: Final = {
    "PULUMI_SKIP_UPDATE_CHECK": "true",
    # A copy of the stack file that was deleted loses the salt, which the state still has.
    "PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER": "true",
}

OF_AN_ACCOUNT: Final = ("AWS_", "PULUMI_")
"""What is not inherited where an environment is given: it could lead to a real account."""


def _silent(_event: Event) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Environment:
    """A stack, on the embedded AWS or on a real account.

    Every operation runs the policy pack where the engine runs one (`preview` and `up`), tells
    `on_event` what happens, returns values that do not change and raises only the errors of
    `aurora.errors`. Two environments may work at once, in threads or processes; one works at one
    thing at a time.

    On a real account (no `variables`) and with the project's stack file, Pulumi works in the
    project's folder, as it does when it is called by hand: it writes the salt or the encrypted key
    of the stack's secrets into `Pulumi.<stack>.yaml` once. Else nothing is written into the
    project but below `.aurora/`.

    Attributes:
        stack: Name of the stack.
        root: Where Pulumi.yaml is. Default: the current folder.
        variables: The environment of the embedded AWS (`aurora.embedded.home.variables`); its
            endpoint must be on loopback, and nothing of an account is inherited. None: a real
            account, with this process's environment.
        config: The configuration, by full key as in a stack file. None: the stack file.
        on_event: Told of every event, in the thread that calls. An exception from it stops the
            operation as Ctrl-C does.
        policies: Folder of the policy pack. Default: `policies` of the project.
        engine: The engine. Default: found, or installed.
    """

    stack: str
    root: Path = field(default_factory=Path.cwd)
    _: KW_ONLY
    variables: Mapping[str, str] | None = None
    config: Mapping[str, Any] | None = None
    on_event: OnEvent = _silent
    policies: Path | None = None
    engine: Engine | None = None

    def preview(self) -> Result:
        """Return what `up` would do. Nothing is changed.

        Raises:
            Refused: The policy pack forbids it.
            BadInput: The configuration is wrong, or the stack does not exist.
            Failed: The engine or AWS failed.
        """
        return self._timed(self._preview)

    def up(self) -> Result:
        """Make AWS as the configuration says, when the policy pack allows all of it.

        A preview runs first, so that a refusal comes before anything is touched. What an earlier
        run left half done is taken up.

        Raises:
            Refused: The policy pack forbids it; nothing was changed.
            BadInput: The configuration is wrong, or the stack does not exist; nothing was changed.
            Failed: The engine or AWS failed; what was done is kept, and `up` continues from there.
        """
        return self._timed(self._up)

    def drift(self) -> Drift:
        """Return how AWS differs from what the last `up` left. Nothing is changed."""

        def look() -> Outcome:
            self._state()
            return self._operate("refresh", "--preview-only")

        result = self._timed(look)
        return Drift(**{name: getattr(result, name) for name in result.__dataclass_fields__})

    def refresh(self) -> Result:
        """Take what AWS says now into the state. AWS is not changed; `up` brings it back."""

        def look() -> Outcome:
            repair(self._pulumi, self._state(), self.on_event)
            return self._operate("refresh", "--skip-preview", "--yes")

        return self._timed(look)

    def destroy(self, *, unprotect: bool = False, remove: bool = False) -> Result:
        """Delete everything in the stack, in the right order. Final snapshots are made and stay.

        Args:
            unprotect: Take protection off first, on purpose: an update of the protected resources
                alone, without the policy pack, which demands the protection.
            remove: Forget the stack itself too, with its history. The stack file stays.

        Raises:
            Refused: Something is protected and `unprotect` is false; nothing was touched.
            BadInput: The stack does not exist.
            Failed: The engine or AWS failed; what is left is in the state, and `destroy` continues.
        """
        return self._timed(lambda: self._destroy(unprotect, remove))

    def outputs(self) -> Mapping[str, Any]:
        """Return what the stack exports; a secret is the text `[secret]`.

        Raises:
            BadInput: The stack does not exist.
        """
        self._ready(aws=False)
        return MappingProxyType(of_state(self._state()))

    def interrupt(self) -> None:
        """Stop the operation that another thread is in, as Ctrl-C does: what runs is finished."""
        self._pulumi.interrupt()

    @cached_property
    def _workspace(self) -> Workspace:
        generated = self.variables is not None or self.config is not None
        return Workspace.of(Path(self.root), self.stack, generated=generated)

    @cached_property
    def _pulumi(self) -> Pulumi:
        engine = self.engine or find()
        inherited = dict(os.environ)
        if self.variables is not None:
            inherited = {k: v for k, v in inherited.items() if not k.startswith(OF_AN_ACCOUNT)}
        environment = {**inherited, **(self.variables or {}), **SETTINGS}
        return Pulumi(engine.command, self._workspace.folder, self.stack, environment)

    def _timed(self, work: Callable[[], Outcome]) -> Result:
        began = time.monotonic()
        self._ready(aws=True)
        outcome = work()
        return Result(
            stack=self.stack,
            changes=outcome.changes,
            unchanged=outcome.unchanged,
            drifted=outcome.drifted,
            findings=tuple(outcome.findings),
            warnings=outcome.warnings,
            outputs=MappingProxyType(dict(outcome.outputs)),
            duration=time.monotonic() - began,
        )

    def _ready(self, *, aws: bool) -> None:
        """Raise what can be known to go wrong before the engine starts."""
        workspace = self._workspace
        if self.variables is not None:
            endpoint.loopback(self.variables)
        workspace.write(self.config)
        if aws and self.variables is not None:
            endpoint.answering(self.variables)

    def _preview(self) -> Outcome:
        self._state(make=self._workspace.generated)
        return self._plan()

    def _plan(self) -> Outcome:
        """Return what is to do, after a look at what AWS has now."""
        return self._operate("preview", "--refresh", *self._pack())

    def _up(self) -> Outcome:
        state = self._state(make=self._workspace.generated)
        repaired = repair(self._pulumi, state, self.on_event)
        planned = self._plan()
        self.on_event(Planned(changes=planned.changes))
        # The plan is made on what AWS has. Where that is what the state says, it is not read again.
        look = ("--refresh",) if planned.drifted or repaired else ()
        command = ("up", "--skip-preview", "--yes", *look, *self._pack())
        return self._operate(*command, known=planned.findings)

    def _destroy(self, unprotect: bool, remove: bool) -> Outcome:
        state = self._state()
        protected = guards(state)
        if protected and not unprotect:
            raise refusal(self.stack, protected)
        look = ("--refresh",) if repair(self._pulumi, state, self.on_event) else ()
        if protected:
            self._unprotect()
        destroyed = self._operate("destroy", "--skip-preview", "--yes", *look)
        if remove:
            answer = self._pulumi.ask("stack", "rm", "--yes", "--preserve-config")
            if answer.returncode:
                raise of_text(answer.stderr, self.stack)
            self._workspace.remove()
        return destroyed

    def _unprotect(self) -> None:
        """Turn protection off in AWS, then in the state. Nothing else is brought up to date."""
        targets = [guard.urn for guard in guards(self._pulumi.state()) if guard.deletion_protection]
        if targets:
            self.on_event(Notice(message="Taking deletion protection off, on purpose."))
            file = self._workspace.variant("unprotected", OFF)
            named = [argument for urn in targets for argument in ("--target", urn)]
            self._operate("up", "--skip-preview", "--yes", "--config-file", str(file), *named)
        answer = self._pulumi.ask("state", "unprotect", "--all", "--yes")
        if answer.returncode:
            raise of_text(answer.stderr, self.stack)
        if left := guards(self._pulumi.state()):
            raise refusal(self.stack, left, unprotected=True)

    def _operate(self, *arguments: str, known: Sequence[PolicyFinding] = ()) -> Outcome:
        """Run the engine; where a process that is gone left its lock, once more without it."""
        outcome = self._pulumi.operate(*arguments, on_event=self.on_event, known=known)
        text = "\n".join((outcome.text, *(error.message for error in outcome.errors)))
        if outcome.code and release(self._pulumi, text, self.on_event):
            outcome = self._pulumi.operate(*arguments, on_event=self.on_event, known=known)
        if error := of_outcome(outcome, self.stack):
            raise error
        return outcome

    def _state(self, *, make: bool = False) -> Mapping[str, Any]:
        """Return the stack's deployment; where the stack may be made, it is, and has an empty one.

        Raises:
            BadInput: There is no such stack.
        """
        try:
            return self._pulumi.state()
        except BadInput as error:
            if not make or error.problems[0].code != NO_STACK:
                raise
        answer = self._pulumi.ask("stack", "init", "--no-select")
        if answer.returncode and "already exists" not in answer.stderr:
            raise of_text(answer.stderr, self.stack)
        return {}

    def _pack(self) -> tuple[str, ...]:
        folder = self.policies or self._workspace.root / "policies"
        if not (folder / "PulumiPolicy.yaml").is_file():
            raise BadInput(
                Problem(
                    code="AUR-224",
                    message=f"there is no policy pack in {folder}",
                    where="policies",
                    remedy="name the folder that holds PulumiPolicy.yaml",
                )
            )
        return ("--policy-pack", str(folder))
