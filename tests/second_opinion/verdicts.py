"""What the pack says of a deployed stack, by the names that a scanner uses."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aurora.planning.checking import check_state
from policies.rule import Verdict

__all__ = ["Verdicts"]


@dataclass(frozen=True)
class Verdicts:
    """The violations in a stack, and how its resources hang together.

    Attributes:
        violations: Rule and URN of each.
        resources: Properties by URN: what AWS says, over what the program says.
        regions: Regions of the stack.
    """

    violations: frozenset[tuple[str, str]]
    resources: Mapping[str, Mapping[str, Any]]
    regions: tuple[str, ...]

    @classmethod
    def of(cls, root: Path, state: Path) -> Verdicts:
        """Judge an exported state by the policies of a project."""
        report = check_state(root, state)
        entries = json.loads(state.read_text(encoding="utf-8"))["deployment"]["resources"]
        return cls(
            frozenset((f.rule, f.urn) for f in report.findings if f.verdict is Verdict.VIOLATION),
            {
                entry["urn"]: {**entry.get("inputs", {}), **_outputs(entry)}
                for entry in entries
                if entry.get("custom")
            },
            report.regions,
        )

    def urn(self, arn: str) -> str:
        """Return the resource of a name in AWS; empty where the stack has none."""
        bare = arn.removesuffix(":*")
        return next((urn for urn, props in self.resources.items() if props.get("arn") == bare), "")

    def against(self, rules: Sequence[str], urn: str, through: Sequence[str]) -> bool:
        """Return whether one of the rules is violated by a resource, or by one it leads to.

        Args:
            rules: Ids of rules.
            urn: The resource.
            through: Ways to the resources of which the pack says it, each of steps with dots
                between: `clusterIdentifier` leads to the one of that id, `<vpcId` to all that have
                this one's id there.
        """
        found = {urn}.union(*(self._reached(urn, way) for way in through))
        return any(rule in rules and of in found for rule, of in self.violations)

    def _reached(self, urn: str, way: str) -> set[str]:
        reached = {urn}
        for step in way.split("."):
            reached = {other for at in reached for other in self._step(at, step)}
        return reached

    def _step(self, urn: str, step: str) -> Iterator[str]:
        back, name = step.startswith("<"), step.removeprefix("<")
        for other, props in self.resources.items():
            source, target = (props, self.resources[urn]) if back else (self.resources[urn], props)
            named = source.get(name)
            ids = {target.get("id"), target.get("arn"), target.get("name")} - {None}
            if ids.intersection(named if isinstance(named, list) else [named]):
                yield other


def _outputs(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": entry.get("id"), **entry.get("outputs", {})}
