"""The operations on parameter groups by name: each in two kinds, of clusters and of instances."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult

from .given import given
from .parameter_group import ClusterParameterGroup, InstanceParameterGroup, ParameterGroup
from .responses import Responses

__all__ = ["ParameterResponses"]


class ParameterResponses(Responses):
    """Create, copy, modify, reset, delete and describe parameter groups."""

    def create_db_cluster_parameter_group(self) -> ActionResult:
        """CreateDBClusterParameterGroup."""
        return self._create(ClusterParameterGroup)

    def create_db_parameter_group(self) -> ActionResult:
        """CreateDBParameterGroup."""
        return self._create(InstanceParameterGroup)

    def copy_db_cluster_parameter_group(self) -> ActionResult:
        """CopyDBClusterParameterGroup."""
        return self._copy(ClusterParameterGroup)

    def copy_db_parameter_group(self) -> ActionResult:
        """CopyDBParameterGroup."""
        return self._copy(InstanceParameterGroup)

    def modify_db_cluster_parameter_group(self) -> ActionResult:
        """ModifyDBClusterParameterGroup."""
        return self._modify(ClusterParameterGroup)

    def modify_db_parameter_group(self) -> ActionResult:
        """ModifyDBParameterGroup."""
        return self._modify(InstanceParameterGroup)

    def reset_db_cluster_parameter_group(self) -> ActionResult:
        """ResetDBClusterParameterGroup."""
        return self._reset(ClusterParameterGroup)

    def reset_db_parameter_group(self) -> ActionResult:
        """ResetDBParameterGroup."""
        return self._reset(InstanceParameterGroup)

    def delete_db_cluster_parameter_group(self) -> ActionResult:
        """DeleteDBClusterParameterGroup."""
        return self._delete(ClusterParameterGroup)

    def delete_db_parameter_group(self) -> ActionResult:
        """DeleteDBParameterGroup."""
        return self._delete(InstanceParameterGroup)

    def describe_db_cluster_parameter_groups(self) -> ActionResult:
        """DescribeDBClusterParameterGroups."""
        return self._describe(ClusterParameterGroup)

    def describe_db_parameter_groups(self) -> ActionResult:
        """DescribeDBParameterGroups."""
        return self._describe(InstanceParameterGroup)

    def describe_db_cluster_parameters(self) -> ActionResult:
        """DescribeDBClusterParameters."""
        return self._parameters(ClusterParameterGroup)

    def describe_db_parameters(self) -> ActionResult:
        """DescribeDBParameters."""
        return self._parameters(InstanceParameterGroup)

    def _create(self, kind: type[ParameterGroup]) -> ActionResult:
        settings = given(f"Create{kind.noun}", self.params)
        settings["Name"] = settings.get(f"{kind.noun}Name")
        return ActionResult({kind.noun: self.backend.made_group(kind, settings)})

    def _copy(self, kind: type[ParameterGroup]) -> ActionResult:
        settings = given(f"Copy{kind.noun}", self.params)
        target: dict[str, Any] = {
            "Name": settings[f"Target{kind.noun}Identifier"],
            "Description": settings[f"Target{kind.noun}Description"],
            "Tags": settings.get("Tags"),
        }
        source = settings[f"Source{kind.noun}Identifier"]
        return ActionResult({kind.noun: self.backend.copied_group(kind, source, target)})

    def _modify(self, kind: type[ParameterGroup]) -> ActionResult:
        settings = given(f"Modify{kind.noun}", self.params)
        name = settings[f"{kind.noun}Name"]
        group = self.backend.changed_group(kind, name, settings.get("Parameters") or [])
        return ActionResult({f"{kind.noun}Name": group.name})

    def _reset(self, kind: type[ParameterGroup]) -> ActionResult:
        settings = given(f"Reset{kind.noun}", self.params)
        group = self.backend.reset_group(
            kind,
            settings[f"{kind.noun}Name"],
            settings.get("ResetAllParameters", not settings.get("Parameters")),
            settings.get("Parameters") or [],
        )
        return ActionResult({f"{kind.noun}Name": group.name})

    def _delete(self, kind: type[ParameterGroup]) -> ActionResult:
        self.backend.deleted_group(kind, self.params[f"{kind.noun}Name"])
        return EmptyResult()

    def _describe(self, kind: type[ParameterGroup]) -> ActionResult:
        found = self.backend.listed_groups(kind, self.params.get(f"{kind.noun}Name"))
        return ActionResult({f"{kind.noun}s": found})

    def _parameters(self, kind: type[ParameterGroup]) -> ActionResult:
        name, source = self.params[f"{kind.noun}Name"], self.params.get("Source")
        group = (
            self.backend.cluster_parameter_group(name)
            if kind is ClusterParameterGroup
            else self.backend.instance_parameter_group(name)
        )
        return ActionResult({"Parameters": group.answers(source)})
