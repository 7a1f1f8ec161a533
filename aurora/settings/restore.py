"""Where the data of a new cluster comes from, when not from nothing."""

from __future__ import annotations

from typing import Annotated, Literal

from aurora.settings.section import DOCS, About, Change, Section

__all__ = ["Restore"]

RESTORES = DOCS + "aurora-restore-snapshot.html"
POINT = DOCS + "aurora-pitr.html"


class Restore(Section):
    """A snapshot, or another cluster at a point in time; the result is a new cluster."""

    snapshot: Annotated[
        str | None,
        About(
            "The cluster snapshot to start from: its name, or its ARN when it is shared.",
            example="ecommerce-prod-before-migration",
            change=Change.REPLACES_DATABASE,
            link=RESTORES,
        ),
    ] = None
    cluster: Annotated[
        str | None,
        About(
            "The cluster to start from, in the same region: its identifier.",
            example="ecommerce-prod-us-east-1",
            change=Change.AT_CREATION,
            link=POINT,
        ),
    ] = None
    time: Annotated[
        str | None,
        About(
            "The moment to go back to, UTC, as 2026-11-01T03:00:00Z; needs cluster.",
            example="2026-11-01T03:00:00Z",
            default="the latest restorable time",
            change=Change.AT_CREATION,
            link=POINT,
        ),
    ] = None
    type: Annotated[
        Literal["full-copy", "copy-on-write"],
        About(
            "full-copy, or copy-on-write: a clone that shares unchanged pages with its source.",
            example="copy-on-write",
            change=Change.AT_CREATION,
            link=DOCS + "Aurora.Managing.Clone.html",
        ),
    ] = "full-copy"
