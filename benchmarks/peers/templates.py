"""The templates of one estate or of ten, as the CDK synthesises them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from benchmarks.peers.installation import FOLDER, Installation, told

__all__ = ["Templates", "synthesised"]

SCAN = ("--framework", "cloudformation", "--skip-download", "--quiet", "--compact", "--soft-fail")
"""Nothing is fetched and nothing is sent; a finding does not fail the run."""


@dataclass(frozen=True, kw_only=True)
class Templates:
    """What the CDK makes of a number of estates.

    Attributes:
        synth: The command that synthesises them, with cdk-nag in the same process.
        scan: The command that lets checkov judge them.
        resources: How many resources they hold.
    """

    synth: tuple[str, ...]
    scan: tuple[str, ...]
    resources: int


def synthesised(estates: int, cdk: Installation, checkov: Installation) -> Templates:
    """Synthesise them once. Raises SystemExit when that fails or cdk-nag judged no stack."""
    folder = FOLDER / "templates" / str(estates)
    synth = ("node", str(cdk.folder / "app.js"), str(estates), str(folder))
    told(synth)
    files = sorted(folder.glob("*.template.json"))
    judged = list(folder.glob("AwsSolutions-*-NagReport.csv"))
    if not files or len(judged) != len(files):
        raise SystemExit(f"cdk-nag judged {len(judged)} of {len(files)} stacks")
    return Templates(
        synth=synth,
        scan=(str(checkov.folder / "checkov"), *SCAN, "--file", *map(str, files)),
        resources=sum(
            len(json.loads(file.read_text(encoding="utf-8"))["Resources"]) for file in files
        ),
    )
