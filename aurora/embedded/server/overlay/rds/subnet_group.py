"""DB subnet groups."""

from __future__ import annotations

from typing import Any

from moto.ec2.models import ec2_backends

from .faults import fault, value
from .moto_types import MotoSubnetGroup
from .state import State

__all__ = ["SubnetGroup", "SubnetGroups"]


class SubnetGroup(MotoSubnetGroup):
    """A subnet group with the fields that moto leaves out."""

    @property
    def zones(self) -> list[str]:
        """Availability Zones of the subnets."""
        return sorted({subnet.availability_zone for subnet in self._subnets})

    @property
    def db_subnet_group_name(self) -> str:
        """Name of the group."""
        return self.name

    @property
    def db_subnet_group_arn(self) -> str:
        """ARN of the group."""
        return self.arn

    @property
    def supported_network_types(self) -> list[str]:
        """`DUAL` too where every subnet has an IPv6 range."""
        dual = all(subnet.ipv6_cidr_block_associations for subnet in self._subnets)
        return ["IPV4", "DUAL"] if dual else ["IPV4"]

    @property
    def subnets(self) -> list[dict[str, Any]]:
        """Subnets as AWS answers them."""
        return [
            {
                "SubnetIdentifier": subnet.id,
                "SubnetAvailabilityZone": {"Name": subnet.availability_zone},
                "SubnetOutpost": {},
                "SubnetStatus": "Active",
            }
            for subnet in self._subnets
        ]


class SubnetGroups(State):
    """Operations on subnet groups."""

    def create_db_subnet_group(self, settings: dict[str, Any]) -> SubnetGroup:
        """Make a group; AWS wants two Availability Zones and one VPC."""
        name = settings["DBSubnetGroupName"].lower()
        if name in self.subnet_groups or name == "default":
            raise fault(
                "DBSubnetGroupAlreadyExists", f"The DB subnet group '{name}' already exists."
            )
        subnets = self._subnets_of(settings.get("SubnetIds") or [])
        description = settings.get("DBSubnetGroupDescription") or ""
        group = SubnetGroup(self, name, description, subnets, settings.get("Tags") or [])
        self.subnet_groups[name] = group
        return group

    def modify_subnet_group(self, settings: dict[str, Any]) -> SubnetGroup:
        """Replace the subnets of a group, and its description where one is given."""
        group = self._stored_group(settings["DBSubnetGroupName"])
        subnets = self._subnets_of(settings.get("SubnetIds") or [])
        if subnets[0].vpc_id != group.vpc_id:
            raise value("The new Subnets are not in the same Vpc as the existing subnet group")
        kept = {subnet.id for subnet in subnets}
        for instance in self._instances_in(group.name):
            zone = instance.availability_zone
            if zone not in {subnet.availability_zone for subnet in subnets}:
                raise fault(
                    "SubnetAlreadyInUse",
                    f"Some of the subnets to be deleted are currently in use: {sorted(kept)}",
                )
        group._subnets = subnets
        if settings.get("DBSubnetGroupDescription") is not None:
            group.description = settings["DBSubnetGroupDescription"]
        return group

    def delete_subnet_group(self, subnet_name: str) -> SubnetGroup:
        """Delete a group that no cluster or instance uses."""
        group = self._stored_group(subnet_name)
        clusters = [c for c in self.clusters.values() if c.db_subnet_group == group.name]
        if clusters or self._instances_in(group.name):
            user = clusters[0].resource_id if clusters else ""
            raise fault(
                "InvalidDBSubnetGroupStateFault",
                f"Cannot delete the subnet group '{group.name}' because at least one database "
                f"instance: {user} is still using it.",
            )
        del self.subnet_groups[group.name]
        return group

    def describe_db_subnet_groups(self, subnet_group_name: str | None) -> list[Any]:
        """Return one group or all."""
        if subnet_group_name:
            return [self._stored_group(subnet_group_name)]
        return list(self.subnet_groups.values())

    def _stored_group(self, name: str) -> SubnetGroup:
        if name not in self.subnet_groups:
            raise fault("DBSubnetGroupNotFoundFault", f"DB subnet group '{name}' does not exist.")
        found: Any = self.subnet_groups[name]
        return found

    def _instances_in(self, group: str) -> list[Any]:
        return [found for found in self.databases.values() if _group_name(found) == group]

    def _subnets_of(self, ids: list[str]) -> list[Any]:
        network = ec2_backends[self.account_id][self.region_name]
        every = {subnet.id: subnet for zone in network.subnets.values() for subnet in zone.values()}
        missing = [id_ for id_ in ids if id_ not in every]
        if missing or not ids:
            raise fault(
                "InvalidSubnet",
                f"Some input subnets in :[{', '.join(missing)}] are invalid.",
            )
        subnets = [every[id_] for id_ in dict.fromkeys(ids)]
        if len({subnet.vpc_id for subnet in subnets}) > 1:
            raise fault("InvalidSubnet", "Subnets from multiple VPCs are not supported.")
        zones = {subnet.availability_zone for subnet in subnets}
        if len(zones) < 2:
            raise fault(
                "DBSubnetGroupDoesNotCoverEnoughAZs",
                "The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. "
                f"Current AZ coverage: {', '.join(sorted(zones))}. Add subnets to cover at least "
                "2 AZs.",
            )
        return subnets


def _group_name(instance: Any) -> str | None:
    """Return the group of an instance: its cluster's, or its own where it has no cluster."""
    cluster = getattr(instance, "cluster", None)
    if cluster is not None:
        return cluster.db_subnet_group
    return getattr(getattr(instance, "db_subnet_group", None), "name", None)
