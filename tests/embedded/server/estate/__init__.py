"""One of everything that the stacks are made of, with every feature on, made with boto3."""

from __future__ import annotations

from tests.embedded.server.estate.access import access
from tests.embedded.server.estate.around import around
from tests.embedded.server.estate.databases import databases
from tests.embedded.server.estate.network import network

__all__ = ["made"]


def made(clients) -> dict:
    """Make the estate; returns its names and ids."""
    names: dict = {}
    for part in (access, network, databases, around):
        names |= part(clients, names)
    return names
