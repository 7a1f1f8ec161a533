"""A cold `aurora check global` beside a bare interpreter that imports the same modules."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Figure, alternately, cold

RUNS = 5
LOADED = """
import json, sys
from pathlib import Path
from aurora.planning.checking import check
check(Path.cwd(), ("global",))
print(json.dumps(sorted(name for name in sys.modules if name.startswith("pulumi_aws."))))
"""


def measure() -> list[Figure]:
    """Return the ratio of the two."""
    told = subprocess.run(
        [sys.executable, "-c", LOADED], check=True, capture_output=True, text=True
    ).stdout
    # The package loads its modules lazily: `import pulumi_aws.rds` alone would load nothing.
    floor = (
        f"import importlib, pulumi\nfor name in {json.loads(told)}: importlib.import_module(name)"
    )
    bare, checked = alternately(
        RUNS,
        lambda: cold([sys.executable, "-c", floor]),
        lambda: cold([str(Path(sys.executable).with_name("aurora")), "check", "global"]),
    )
    return [
        Figure(what="import pulumi and pulumi_aws, nothing else", measured=bare, unit=" s"),
        Figure(what="aurora check global, cold", measured=checked, unit=" s"),
        Figure(what="aurora check global / bare import", measured=checked / bare, budget=1.5),
    ]
