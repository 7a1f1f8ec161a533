"""Instance profiles: an id that tells what it is of, as every id of IAM does."""

from __future__ import annotations

import string
from typing import Any

from moto.iam.models import InstanceProfile
from moto.moto_api._internal import mock_random

from .patching import replace

__all__ = ["install"]

_init = InstanceProfile.__init__
_SIGNS = string.ascii_uppercase + "234567"
_ID_LENGTH = 17  # behind the four letters that tell the kind of thing


def _made(self: InstanceProfile, *args: Any, **kwargs: Any) -> None:
    _init(self, *args, **kwargs)
    self.id = "AIPA" + "".join(mock_random.choices(_SIGNS, k=_ID_LENGTH))


def install() -> None:
    """Give instance profiles ids as AWS's."""
    replace(InstanceProfile, __init__=_made)
