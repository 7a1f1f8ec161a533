"""A global database: one cluster a region, from one declaration that names no roles.

A switchover changes which region writes and nothing else, so nothing here says it: regions are the
identity, every region is described alike, and `origin` is only the place where the database was
first made, because the first cluster brings the master user and the data along.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from aurora.catalogue.limits import limit
from aurora.catalogue.regions import region
from components.checks import Check
from components.cluster import EXTENDED_SUPPORT, Cluster
from components.cluster_args import Capacity, ClusterArgs, ClusterShape, Instance, Membership
from components.cluster_checks import is_identifier
from components.component import Component
from components.credentials import OwnCredentials

__all__ = ["GlobalDatabase", "GlobalDatabaseArgs", "Member"]


@dataclass(frozen=True, kw_only=True)
class Member:
    """The cluster of one region.

    Attributes:
        identifier: Its identifier, another in each region. A change REPLACES THE CLUSTER.
        subnet_group_name: The DB subnet group. A change REPLACES THE CLUSTER.
        security_group_ids: The security groups. In place.
        key_arn: The KMS key, of this region. A change REPLACES THE CLUSTER.
        instances: The instances by key; none keeps only the storage there.
        serverless: Capacity of `db.serverless` instances. In place.
    """

    identifier: str
    subnet_group_name: pulumi.Input[str]
    security_group_ids: Sequence[pulumi.Input[str]]
    key_arn: pulumi.Input[str]
    instances: Mapping[str, Instance]
    serverless: Capacity | None = None


@dataclass(frozen=True, kw_only=True)
class GlobalDatabaseArgs(ClusterShape):
    """Arguments of a global database; `region` is the origin.

    AWS: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.html

    Attributes:
        identifier: Identifier of the global cluster. A change REPLACES THE DATABASE.
        credentials: The master user and password. AWS manages no password here.
        members: The clusters by region, the origin and up to ten others. A region added is
            copied to; a region taken out is deleted with its cluster.
        write_forwarding: Whether clusters pass writes on to the region that writes. In place.
    """

    identifier: str
    credentials: OwnCredentials
    members: Mapping[str, Member]
    write_forwarding: bool = False


CHECKS = (
    Check[GlobalDatabaseArgs](
        code="AUR-103",
        holds=lambda args: is_identifier(args.identifier),
        message=lambda args: f"{args.identifier!r} cannot identify a global database",
        remedy="correct `identifier`",
    ),
    Check[GlobalDatabaseArgs](
        code="AUR-111",
        holds=lambda args: args.region in args.members,
        message=lambda args: f"the origin {args.region} is not among the members",
        allowed="one of the regions of `members`",
        remedy="add the origin to `members`; it stays even when another region writes",
    ),
    Check[GlobalDatabaseArgs](
        code="AUR-111",
        holds=lambda args: limit("global-other-regions").allows(len(args.members) - 1),
        message=lambda args: f"{len(args.members) - 1} regions beside the origin",
        allowed=str(limit("global-other-regions")),
        remedy="change `members`",
    ),
    Check[GlobalDatabaseArgs](
        code="AUR-111",
        holds=lambda args: all(region(name) for name in args.members),
        message=lambda args: (
            "there is no region " + ", ".join(name for name in args.members if not region(name))
        ),
        remedy="correct the keys of `members`",
    ),
    Check[GlobalDatabaseArgs](
        code="AUR-111",
        holds=lambda args: len({m.identifier for m in args.members.values()}) == len(args.members),
        message=lambda args: "two members have the same identifier",
        allowed="identifiers unique across regions",
        remedy="put the region into each identifier",
    ),
    Check[GlobalDatabaseArgs](
        code="AUR-111",
        holds=lambda args: (
            args.region not in args.members or bool(args.members[args.region].instances)
        ),
        message=lambda args: f"the origin {args.region} has no instance",
        allowed="at least one",
        remedy="add an instance: without a writer nothing can be copied to other regions",
    ),
    Check[GlobalDatabaseArgs](
        code="AUR-111",
        holds=lambda args: not args.backups.backtrack_seconds,
        message=lambda args: "a global database cannot be wound back",
        allowed="backtrack_seconds=0",
        remedy="leave `backups.backtrack_seconds` out",
    ),
)


class GlobalDatabase(Component):
    """A global cluster and its members.

    Deletion runs the other way round: AWS lets the origin's instances go only after every other
    region has left, so every other region's cluster depends on all instances of the origin. After
    a switchover, switch back before destroying the whole: AWS refuses to delete the cluster that
    writes while there are others.

    Attributes:
        identifier: Identifier of the global cluster.
        endpoint: Where to write, whichever region that is.
        arn: ARN of the global cluster.
        clusters: The clusters by region, in the order given.
    """

    TYPE = "aurora:index:GlobalDatabase"
    CHILDREN = ("global-cluster", *Cluster.CHILDREN)
    CHECKS = CHECKS

    identifier: str
    endpoint: pulumi.Output[str]
    arn: pulumi.Output[str]
    clusters: dict[str, Cluster]

    def __init__(
        self, name: str, args: GlobalDatabaseArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__(name, args, opts)
        whole = aws.rds.GlobalCluster(
            f"{name}-global-cluster",
            self.adapted(
                "global-cluster",
                aws.rds.GlobalClusterArgs(
                    region=args.region,
                    global_cluster_identifier=args.identifier,
                    engine=args.engine,
                    engine_version=args.engine_version,
                    # The API has the setting for PostgreSQL only.
                    engine_lifecycle_support=(
                        EXTENDED_SUPPORT[args.extended_support]
                        if args.engine == "aurora-postgresql"
                        else None
                    ),
                    database_name=args.database_name,
                    storage_encrypted=True,
                    deletion_protection=args.protection.deletion_protection,
                    tags=dict(args.tags),
                ),
            ),
            self.under(
                protect=args.protection.protect,
                ignore_changes=("engineVersion",) if args.upgrades == "floor" else (),
                fixed_name=True,
            ),
        )
        origin = self._member(name, args, args.region, whole)
        first = tuple(origin.instances.values())
        self.clusters = {
            place: origin if place == args.region else self._member(name, args, place, whole, first)
            for place in args.members
        }
        self.identifier = args.identifier
        self.endpoint = whole.endpoint
        self.arn = whole.arn
        self.register_outputs(
            {"identifier": self.identifier, "endpoint": self.endpoint, "arn": self.arn}
        )

    def _member(
        self,
        name: str,
        args: GlobalDatabaseArgs,
        place: str,
        whole: aws.rds.GlobalCluster,
        after: Sequence[pulumi.Resource] = (),
    ) -> Cluster:
        member = args.members[place]
        shared: dict[str, Any] = {
            entry.name: getattr(args, entry.name)
            for entry in dataclasses.fields(ClusterShape)
            if entry.name not in ("region", "overrides")
        }
        return Cluster(
            f"{name}-{place}",
            ClusterArgs(
                **shared,
                region=place,
                overrides=self.handed_on(Cluster),
                identifier=member.identifier,
                subnet_group_name=member.subnet_group_name,
                security_group_ids=member.security_group_ids,
                key_arn=member.key_arn,
                instances=member.instances,
                serverless=member.serverless,
                # A member that joins gets users and data from the origin; AWS refuses both.
                credentials=args.credentials if place == args.region else None,
                membership=Membership(
                    global_cluster_identifier=whole.id, write_forwarding=args.write_forwarding
                ),
                after=after,
            ),
            self.under(),
        )
