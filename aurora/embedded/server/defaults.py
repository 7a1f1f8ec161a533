"""What an account has before anybody made anything comes out the same in every process.

moto makes a region's default VPC, an account's AWS managed policies and the like when a service
is first touched, often by a read, which the journal does not hold.
"""

from __future__ import annotations

from typing import Any

from moto.core.base_backend import AccountSpecificBackend

from . import chance

__all__ = ["install"]

_made = AccountSpecificBackend.__getitem__


def _made_by_name(self: AccountSpecificBackend[Any], region: str) -> Any:
    if region in self.keys():
        return dict.__getitem__(self, region)
    with chance.seeded_by_name(self.service_name, self.account_id, region):
        return _made(self, region)


def install() -> None:
    """Make every backend of moto from a seed of its own name."""
    backends: Any = AccountSpecificBackend
    backends.__getitem__ = _made_by_name
