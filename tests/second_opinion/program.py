"""The program of a stack with one safe thing turned off; the engine runs a copy of this file.

`mutations.json` beside it says what; `original.py` is the project's own program.
"""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pulumi

HERE = Path(__file__).parent
MUTATIONS = json.loads((HERE / "mutations.json").read_text(encoding="utf-8"))


def change(
    args: pulumi.ResourceTransformationArgs,
) -> pulumi.ResourceTransformationResult:
    """Return a resource as the mutations want it; others as they are."""
    props = dict(args.props)
    for mutation in MUTATIONS:
        if mutation["target"] in (args.type_, args.name):
            props |= mutation.get("set", {})
            props = {k: v for k, v in props.items() if k not in mutation.get("remove", ())}
    return pulumi.ResourceTransformationResult(props=props, opts=args.opts)


pulumi.runtime.register_stack_transformation(change)
runpy.run_path(str(HERE / "original.py"), run_name="__main__")
