"""AWS's own managed policies: there for every account, as moto ships them."""

from __future__ import annotations

from moto.iam import models

from .patching import replace

__all__ = ["install"]


def _load() -> bool:
    return True


def install() -> None:
    """Give every account AWS's managed policies."""
    replace(models, load_iam_aws_managed_policies=_load)
