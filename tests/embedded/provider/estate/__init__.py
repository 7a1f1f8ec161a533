"""One small resource of every type, in an order in which each finds what it needs."""

from __future__ import annotations

from tests.embedded.provider.estate.access import ACCESS
from tests.embedded.provider.estate.backups import BACKUPS
from tests.embedded.provider.estate.databases import DATABASES
from tests.embedded.provider.estate.messages import MESSAGES
from tests.embedded.provider.estate.network import NETWORK
from tests.embedded.provider.estate.wanted import Wanted

__all__ = ["ESTATE", "Wanted"]

ESTATE: tuple[Wanted, ...] = (*NETWORK, *ACCESS, *MESSAGES, *DATABASES, *BACKUPS)
