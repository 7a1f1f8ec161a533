"""The folder that the embedded AWS works in: a Pulumi home, a state and a few wrappers.

Everything lies under `.aurora/` of a project. The user's own Pulumi home, AWS profile and state
are neither read nor written. Preparing it twice, or from two processes at once, does no harm.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import sys
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Final

import aurora

__all__ = ["CONFLICTING", "FOLDER", "prepare", "variables"]

FOLDER: Final = ".aurora"
"""Name of the folder in a project's root."""

HOST: Final = "pulumi-language-python"
PROVIDER: Final = "pulumi-resource-aws"

CONFLICTING: Final = (
    "AWS_DEFAULT_PROFILE",
    "AWS_PROFILE",
    "AWS_ROLE_ARN",
    "AWS_SESSION_TOKEN",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "PULUMI_CONFIG_PASSPHRASE_FILE",
)
"""Variables of a real account that a shell must forget before it takes `variables`."""

PACKAGES: Final = Path(aurora.__file__).parent.parent
"""What must be on a Python path so that `aurora` can be imported, installed or not."""


def prepare(project_root: Path, pulumi: Path) -> Path:
    """Make the folder ready for an engine and return it.

    Args:
        project_root: Where Pulumi.yaml is.
        pulumi: The engine. Where a language host lies beside it, that one is used, else ours.
    """
    folder = project_root.resolve() / FOLDER
    plugins = folder / "home" / "plugins"
    provider = plugins / f"resource-aws-v{version('pulumi-aws')}" / PROVIDER
    _write(provider, _wrapper("-m", "aurora.embedded.provider", path=PACKAGES))
    host = plugins / f"language-python-v{version('pulumi')}" / HOST
    if _packaged(pulumi):
        host.unlink(missing_ok=True)
    else:
        _write(host, _wrapper(str(PACKAGES / "aurora" / "embedded" / "host.py")))
    (folder / "state").mkdir(exist_ok=True)
    return folder


def variables(
    project_root: Path, endpoint: str, pulumi: Path, inherited: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """Return the environment in which Pulumi, the AWS CLI and boto3 use the embedded AWS.

    Args:
        project_root: Where Pulumi.yaml is; `prepare` has been called for it.
        endpoint: URL of the embedded AWS.
        pulumi: The engine.
        inherited: Where PATH and NO_PROXY come from. Default: this process's environment.
    """
    folder = project_root.resolve() / FOLDER
    engine = str(pulumi.parent)
    others = (entry for entry in inherited.get("PATH", "").split(os.pathsep) if entry != engine)
    loopback = ("127.0.0.1", "localhost", "::1")
    direct = [name for name in inherited.get("NO_PROXY", "").split(",") if name]
    no_proxy = ",".join(dict.fromkeys((*direct, *loopback)))
    return {
        "PATH": os.pathsep.join((engine, *others)),
        "PULUMI_HOME": str(folder / "home"),
        "PULUMI_BACKEND_URL": (folder / "state").as_uri(),
        # Protects nothing: what it encrypts describes databases that do not exist.
        "PULUMI_CONFIG_PASSPHRASE": "local",
        # Neither a provider nor a language host that lies on the user's PATH.
        "PULUMI_IGNORE_AMBIENT_PLUGINS": "true",
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK": "true",
        # The provider is here already; the real one must not come in its place.
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": no_proxy,
        "no_proxy": no_proxy,
    }


def _packaged(pulumi: Path) -> bool:
    """Return whether an engine came with a language host: only its own certainly fits it."""
    return any((place.parent / HOST).exists() for place in (pulumi, pulumi.resolve()))


def _wrapper(*arguments: str, path: Path | None = None) -> str:
    """Return a script that runs this interpreter.

    `-P` keeps the current folder, a user's, off the path of what is ours. Without bytecode the
    start takes seconds instead of one.
    """
    command = shlex.join((sys.executable, "-P", *arguments))
    python_path = f"export PYTHONPATH={shlex.quote(str(path))}\n" if path else ""
    return f'#!/bin/sh\nunset PYTHONDONTWRITEBYTECODE\n{python_path}exec {command} "$@"\n'


def _write(file: Path, text: str) -> None:
    """Put an executable file in its place in one step, where it is not there as it should be."""
    with contextlib.suppress(OSError):
        if file.read_text(encoding="utf-8") == text and os.access(file, os.X_OK):
            return
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    made = Path(temporary)
    made.chmod(0o755)
    made.replace(file)
