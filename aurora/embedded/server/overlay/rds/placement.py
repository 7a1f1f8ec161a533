"""Where a cluster stands and what guards it: subnet group, zones, security groups, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.ec2.models import ec2_backends
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

from .faults import combination, fault, value
from .state import State
from .subnet_group import SubnetGroup

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Placement"]

_ZONES_OF_A_CLUSTER = 3


class Placement(State):
    """Looks up what a cluster or instance refers to, and refuses what is not there."""

    @property
    def _network(self) -> Any:
        return ec2_backends[self.account_id][self.region_name]

    def subnet_group(self, name: str | None) -> SubnetGroup:
        """Return a subnet group; without a name that of the default VPC."""
        if name and name in self.subnet_groups:
            found: Any = self.subnet_groups[name]
            return found
        if name and name.lower() != "default":
            raise fault("DBSubnetGroupNotFoundFault", f"DB subnet group '{name}' does not exist.")
        network = self._network
        vpc = network.default_vpc
        if vpc is None:
            raise fault("DBSubnetGroupNotFoundFault", "DB subnet group 'default' does not exist.")
        subnets = list(network.get_default_subnets().values())
        return SubnetGroup(self, "default", "default", subnets, [])

    def zones(self, group: SubnetGroup, wanted: Sequence[str] = ()) -> list[str]:
        """Return the three zones over which a cluster's storage spreads, the wanted ones first."""
        every = sorted(zone.name for zone in RegionsAndZonesBackend.zones[self.region_name])
        unknown = sorted(set(wanted) - set(every))
        if unknown:
            raise value(
                f"Availability zone '{', '.join(unknown)}' is unavailable in this region, please "
                "choose another zone set."
            )
        ordered = dict.fromkeys([*wanted, *group.zones, *every])
        return sorted(list(ordered)[: max(_ZONES_OF_A_CLUSTER, len(wanted))])

    def vpc_groups(self, wanted: Sequence[str] | None, group: SubnetGroup) -> list[str]:
        """Return the security groups of a cluster; without any the VPC's default one."""
        if not wanted:
            return [self._network.get_default_security_group(group.vpc_id).id]
        for id_ in wanted:
            found = self._network.get_security_group_from_id(id_)
            if not found:
                raise value(f"Invalid security group , groupId= {id_}, groupName=.")
            if found.vpc_id != group.vpc_id:
                raise combination(
                    "The DB instance and EC2 security group are in different VPCs. The DB "
                    f"instance is in {group.vpc_id} and the EC2 security group is in "
                    f"{found.vpc_id}"
                )
        return list(wanted)

    def key_arn(self, reference: str) -> str:
        """Return the ARN of a KMS key of this region given by id, ARN or alias."""
        region = reference.split(":")[3] if reference.startswith("arn:") else self.region_name
        try:
            if region != self.region_name:
                raise KeyError(reference)
            key = self.kms.describe_key(reference)
            if not key.enabled or key.key_state != "Enabled":
                raise KeyError(reference)
        except (KeyError, AttributeError) as error:
            raise fault(
                "KMSKeyNotAccessibleFault",
                f"The specified KMS key [{reference}] does not exist, is not enabled or you do "
                "not have permissions to access it.",
            ) from error
        return key.arn

    def insights_key(self, wanted: str | None, present: str | None) -> str:
        """Return the ARN of the key of Performance Insights.

        Args:
            wanted: The key that a request names, if any.
            present: ARN of the key while Performance Insights is on: it cannot change (words of
                AWS, as the provider's acceptance tests and users' logs have them).
        """
        key = self.key_arn(wanted or present or "alias/aws/rds")
        if present and key != present:
            raise combination("You can't change your Performance Insights KMS key.")
        return key
