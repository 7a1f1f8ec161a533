"""Operations on parameter groups, both kinds alike."""

from __future__ import annotations

import re
from typing import Any

from moto.rds.exceptions import RDSClientError

from aurora.catalogue.versions import Version

from .faults import combination, fault, value
from .parameter_group import ClusterParameterGroup, InstanceParameterGroup, ParameterGroup
from .parameters import families
from .state import State

__all__ = ["ParameterGroups"]

_LARGEST_CHANGE = 20
_OTHER_FAMILY = re.compile(r"(mysql|postgres|mariadb|oracle|sqlserver)[a-z0-9.-]*\d")
_NAME = re.compile(r"^[A-Za-z](?!.*--)[A-Za-z0-9.-]{0,254}(?<!-)$")
_NOT_FOUND = "DBParameterGroupNotFound"


class ParameterGroups(State):
    """Groups that users made are stored; the default one of each family always exists."""

    def cluster_parameter_group(self, name: str) -> ParameterGroup:
        """Return a cluster parameter group by name."""
        return self._group(ClusterParameterGroup, name)

    def instance_parameter_group(self, name: str) -> ParameterGroup:
        """Return a DB parameter group by name."""
        return self._group(InstanceParameterGroup, name)

    def cluster_parameter_group_for(self, name: str | None, version: Version) -> ParameterGroup:
        """Return the cluster parameter group to run a version with; its family must fit."""
        try:
            group = self.cluster_parameter_group(name or f"default.{version.major.family}")
        except RDSClientError as error:
            raise fault(
                "DBClusterParameterGroupNotFound", f"DBClusterParameterGroup not found: {name}"
            ) from error
        return _fitting(group, version)

    def instance_parameter_group_for(self, name: str | None, version: Version) -> ParameterGroup:
        """Return the DB parameter group to run a version with; its family must fit."""
        return _fitting(
            self.instance_parameter_group(name or f"default.{version.major.family}"), version
        )

    def made_group(self, kind: type[ParameterGroup], settings: dict[str, Any]) -> ParameterGroup:
        """Make a group of a kind."""
        name = settings.get("Name") or ""
        if not _NAME.match(name) or name.lower().startswith("default."):
            raise value(f"The parameter {kind.noun}Name is not a valid identifier: {name}")
        stored = self._stored(kind)
        if name in stored:
            raise fault("DBParameterGroupAlreadyExists", f"Parameter group {name} already exists")
        for member in ("Description", "DBParameterGroupFamily"):
            if not settings.get(member):
                raise value(f"The parameter {member} must be provided and must not be blank.")
        family = settings["DBParameterGroupFamily"]
        if family not in families() and not _OTHER_FAMILY.fullmatch(family):
            raise value(f"DBParameterGroupFamily {family} is not a valid parameter group family")
        group = kind(self, settings)
        stored[group.name] = group
        return group

    def copied_group(
        self, kind: type[ParameterGroup], source: str, settings: dict[str, Any]
    ) -> ParameterGroup:
        """Make a group with another one's family and parameters."""
        original = self._group(kind, source.rpartition(":")[2])
        settings = settings | {"DBParameterGroupFamily": original.family}
        made = self.made_group(kind, settings)
        made.parameters = {name: dict(given) for name, given in original.parameters.items()}
        return made

    def changed_group(
        self, kind: type[ParameterGroup], name: str, wanted: list[dict[str, str]]
    ) -> ParameterGroup:
        """Set parameters of a group a user made."""
        group = self._own(kind, name)
        if len(wanted) > _LARGEST_CHANGE:
            raise value(f"You can modify a maximum of {_LARGEST_CHANGE} parameters at a time.")
        group.set_parameters(wanted)
        self._await_reboot(group, [entry.get("ApplyMethod") for entry in wanted])
        return group

    def reset_group(
        self, kind: type[ParameterGroup], name: str, everything: bool, wanted: list[dict[str, str]]
    ) -> ParameterGroup:
        """Give parameters of a group back to the engine."""
        group = self._own(kind, name)
        if everything and wanted:
            raise combination("Parameters can't be given together with ResetAllParameters.")
        if not everything and not wanted:
            raise combination("Parameters must be given unless ResetAllParameters is true.")
        group.reset_parameters(
            None if everything else [entry.get("ParameterName", "") for entry in wanted]
        )
        return group

    def deleted_group(self, kind: type[ParameterGroup], name: str) -> ParameterGroup:
        """Delete a group that nothing uses."""
        group = self._own(kind, name)
        if self._users(group):
            raise fault(
                "InvalidDBParameterGroupState",
                "One or more database instances are still members of this parameter group "
                f"{group.name}, so the group cannot be deleted",
            )
        return self._stored(kind).pop(group.name)

    def listed_groups(self, kind: type[ParameterGroup], name: str | None) -> list[ParameterGroup]:
        """Return one group, or all: the stored ones and the defaults of every family."""
        if name:
            return [self._group(kind, name)]
        defaults = [self._default(kind, family) for family in families()]
        return sorted([*self._stored(kind).values(), *defaults], key=lambda group: group.name)

    def _stored(self, kind: type[ParameterGroup]) -> Any:
        if kind is ClusterParameterGroup:
            return self.db_cluster_parameter_groups
        return self.db_parameter_groups

    def _default(self, kind: type[ParameterGroup], family: str) -> ParameterGroup:
        settings = {
            "Name": f"default.{family}",
            "DBParameterGroupFamily": family,
            "Description": f"Default {'cluster ' if kind is ClusterParameterGroup else ''}"
            f"parameter group for {family}",
        }
        return kind(self, settings)

    def _group(self, kind: type[ParameterGroup], name: str) -> ParameterGroup:
        stored = self._stored(kind)
        if name in stored:
            return stored[name]
        family = name.lower().removeprefix("default.")
        if name.lower() != family and family in families():
            return self._default(kind, family)
        raise fault(_NOT_FOUND, f"{kind.noun} not found: {name}")

    def _own(self, kind: type[ParameterGroup], name: str) -> ParameterGroup:
        group = self._group(kind, name)
        if group.name not in self._stored(kind):
            raise value(f"The default parameter group {group.name} cannot be modified or deleted.")
        return group

    def _users(self, group: ParameterGroup) -> list[Any]:
        if isinstance(group, ClusterParameterGroup):
            return [
                cluster
                for cluster in self.clusters.values()
                if cluster.db_cluster_parameter_group == group.name
            ]
        return [
            instance
            for instance in self.databases.values()
            if getattr(instance, "db_parameter_group_name", None) == group.name
        ]

    def _await_reboot(self, group: ParameterGroup, methods: list[str | None]) -> None:
        if "pending-reboot" not in methods:
            return
        for user in self._users(group):
            if isinstance(group, ClusterParameterGroup):
                for member in user.members:
                    member.cluster_parameter_status = "pending-reboot"
            else:
                user.parameter_status = "pending-reboot"


def _fitting(group: ParameterGroup, version: Version) -> ParameterGroup:
    if group.family != version.major.family:
        raise combination(
            f"The Parameter Group {group.name} with DBParameterGroupFamily {group.family} can't be "
            "used for this instance. Please use a Parameter Group with DBParameterGroupFamily "
            f"{version.major.family}"
        )
    return group
