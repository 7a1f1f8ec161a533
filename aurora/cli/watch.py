"""What a person sees while the engine works: how far it is, in which region, for how long."""

from __future__ import annotations

from collections import Counter
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from aurora.engine.events import Event, Notice, Operation, Planned, ResourceDone, ResourceStarted

__all__ = ["Watch"]

GLOBAL = "global"
"""Where resources without a region are counted, such as roles."""


class Watch:
    """Takes the engine's events and shows them on a terminal; silent on anything else.

    Args:
        title: What is being done, such as `up prod`.
        shown: Whether to show anything.
    """

    def __init__(self, title: str, *, shown: bool) -> None:
        self.title, self.shown = title, shown
        self.by_region: Counter[str] = Counter()
        self._progress = Progress(
            TextColumn("[bold]{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[regions]}"),
            console=Console(stderr=True),
            transient=True,
            disable=not shown,
        )
        self._task = self._progress.add_task(title, total=None, regions="")

    def __enter__(self) -> Watch:
        """Begin to show."""
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Clear the line."""
        self._progress.stop()

    def __call__(self, event: Event) -> None:
        """Take one event."""
        match event:
            case Planned(changes=changes):
                self.by_region.clear()
                self._progress.reset(self._task, total=len(changes))
            case Notice(message=message) if self.shown:
                self._progress.console.print(message)
            case ResourceStarted(change=change) if change.operation is not Operation.SAME:
                self._progress.update(self._task, regions=f"{self._regions()}  {change.name}")
            case ResourceDone(change=change) if change.operation is not Operation.SAME:
                self.by_region[change.region or GLOBAL] += 1
                self._progress.update(self._task, advance=1, regions=self._regions())
            case _:
                pass

    def _regions(self) -> str:
        return "  ".join(f"{region} {count}" for region, count in sorted(self.by_region.items()))
