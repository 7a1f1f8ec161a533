"""Measures ours beside the others, in turns, and prints a table."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from benchmarks.estate import recorded
from benchmarks.measure import Figure, in_turns, watched
from benchmarks.peers.installation import FOLDER, Installation, cdk, checkov
from benchmarks.peers.templates import synthesised
from benchmarks.table import show
from policies.registry import rules

ONE = (str(Path(sys.executable).with_name("aurora")), "check", "global")
TENFOLD = 10
TEN = (sys.executable, "-m", "benchmarks.judged", str(TENFOLD))


def main() -> None:
    """Install what is missing, then measure one estate and ten."""
    installed = cdk(), checkov()
    shutil.rmtree(FOLDER / "templates", ignore_errors=True)
    figures = _beside("aurora check global", ONE, 1, installed, runs=5, budget=2.5)
    what = f"plan + policies of {TENFOLD} of them"
    figures += _beside(what, TEN, TENFOLD, installed, runs=3, budget=1.2)
    show(figures)


def _beside(
    what: str,
    ours: tuple[str, ...],
    estates: int,
    installed: tuple[Installation, Installation],
    *,
    runs: int,
    budget: float,
) -> list[Figure]:
    """Return what cold processes take: ours, the CDK with cdk-nag, checkov on its templates."""
    theirs, scanner = installed
    templates = synthesised(estates, theirs, scanner)
    plan = recorded(estates, "global").resources
    real = sum(resource.custom for resource in plan)
    own, nag, scan = in_turns(runs, ours, templates.synth, templates.scan)
    titles = {
        f"{what}: {len(rules())} rules, {real} resources, {len(plan) - real} components": own,
        f"{theirs.title}: {theirs.rules} rules, {templates.resources} resources": nag,
        f"{scanner.title} on the templates: {scanner.rules} rules": scan,
    }
    judged = len(rules()) * real
    scanned = scanner.rules * templates.resources
    commands = (ours, templates.synth, templates.scan)
    return [
        *(Figure(what=title, measured=cost.wall, unit=" s") for title, cost in titles.items()),
        Figure(
            what="CDK with cdk-nag / ours",
            measured=nag.wall / own.wall,
            budget=budget,
            at_least=True,
        ),
        Figure(what="- in processor time", measured=nag.processor / own.processor),
        Figure(what="checkov / ours", measured=scan.wall / own.wall),
        Figure(
            what="- for each rule and resource",
            measured=(scan.wall / scanned) / (own.wall / judged),
        ),
        *(
            Figure(what=f"memory, {name}", measured=watched(command)[1], unit=" MiB")
            for name, command in zip(("ours", "CDK with cdk-nag", "checkov"), commands, strict=True)
        ),
    ]


if __name__ == "__main__":
    main()
