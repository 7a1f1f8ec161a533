"""What keeps a database from being deleted by accident."""

from __future__ import annotations

from typing import Annotated

from aurora.settings.section import DOCS, About, Change, Section

__all__ = ["DevelopmentProtection", "Protection"]


class Protection(Section):
    """Two locks and a parachute: AWS's, Pulumi's, and a last snapshot."""

    deletion_protection: Annotated[
        bool,
        About(
            "Whether AWS refuses to delete the cluster, and the global database. To destroy on "
            "purpose, first `up` with false.",
            example=True,
            default="true; false in development",
            link=DOCS + "USER_DeleteCluster.html",
        ),
    ] = True
    protect: Annotated[
        bool,
        About(
            "Whether Pulumi refuses to delete or replace clusters, instances and keys.",
            example=True,
            default="true; false in development",
            change=Change.OURS,
            link="https://www.pulumi.com/docs/iac/concepts/resources/options/protect/",
        ),
    ] = True
    final_snapshot: Annotated[
        bool,
        About(
            "Whether a snapshot is taken when the cluster is deleted. It stays and is paid for "
            "until somebody deletes it.",
            example=True,
            default="true; false in development",
            link=DOCS + "USER_DeleteCluster.html",
        ),
    ] = True


class DevelopmentProtection(Protection):
    """Development: come and go."""

    deletion_protection: Annotated[
        bool, About("Whether AWS refuses to delete the cluster.", example=False)
    ] = False
    protect: Annotated[
        bool,
        About("Whether Pulumi refuses to delete or replace it.", example=False, change=Change.OURS),
    ] = False
    final_snapshot: Annotated[
        bool, About("Whether a snapshot is taken at deletion.", example=False)
    ] = False
