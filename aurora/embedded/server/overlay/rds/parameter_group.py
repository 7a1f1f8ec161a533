"""One parameter group, of a cluster or of an instance."""

from __future__ import annotations

from typing import Any

from .faults import combination, value
from .moto_types import MotoModel
from .parameters import Parameter, engine_of, parameters

__all__ = ["ClusterParameterGroup", "InstanceParameterGroup", "ParameterGroup"]


class ParameterGroup(MotoModel):
    """A group: what a user has set, over what the family has of itself."""

    noun = ""

    def __init__(self, backend: Any, settings: dict[str, Any]) -> None:
        super().__init__(backend)
        self.name: str = settings["Name"].lower()
        self.db_parameter_group_family: str = settings["DBParameterGroupFamily"]
        self.description: str = settings.get("Description") or ""
        self.tags = settings.get("Tags") or []
        self.parameters: dict[str, dict[str, str]] = {}

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self.name

    @property
    def family(self) -> str:
        """The family under moto's name for it."""
        return self.db_parameter_group_family

    def known(self) -> dict[str, Parameter]:
        """Parameters of the family; empty for a family that is not Aurora's."""
        engine = engine_of(self.family)
        return parameters(engine) if engine else {}

    def lists(self, parameter: Parameter) -> bool:
        """Whether AWS lists a parameter in this kind of group."""
        return True

    def set_parameters(self, wanted: list[dict[str, str]]) -> None:
        """Set parameters after all of them have passed AWS's checks."""
        for entry in wanted:
            self._check(entry)
        for entry in wanted:
            name = entry["ParameterName"].lower()
            self.parameters[name] = {
                "ParameterValue": entry.get("ParameterValue", ""),
                "ApplyMethod": entry.get("ApplyMethod") or "immediate",
            }

    def reset_parameters(self, names: list[str] | None) -> None:
        """Give parameters back to the engine; None means all."""
        for name in list(self.parameters) if names is None else names:
            self._named(name)
            self.parameters.pop(name.lower(), None)

    def answers(self, source: str | None = None) -> list[dict[str, Any]]:
        """Return the parameters as AWS lists them, by name.

        Args:
            source: Only those of `user`, `system` or `engine-default`.
        """
        found = {
            name: parameter.answer()
            for name, parameter in self.known().items()
            if self.lists(parameter) or name in self.parameters
        }
        for name, given in self.parameters.items():
            entry = found.setdefault(name, {"ParameterName": name, "IsModifiable": True})
            found[name] = entry | given | {"Source": "user"}
        return [
            entry for _, entry in sorted(found.items()) if source in {None, "", entry["Source"]}
        ]

    def _named(self, name: str) -> Parameter | None:
        known = self.known()
        if known and name.lower() not in known:
            raise value(f"Could not find parameter with name: {name}")
        return known.get(name.lower())

    def _check(self, entry: dict[str, str]) -> None:
        parameter = self._named(entry.get("ParameterName", ""))
        if parameter is None:
            return
        if not parameter.modifiable:
            raise value(f"The parameter {parameter.name} cannot be modified.")
        given = entry.get("ParameterValue", "")
        if not parameter.allows(given):
            raise value(
                f"Invalid parameter value: {given} for: {parameter.name} allowed values are: "
                f"{parameter.allowed}"
            )
        if parameter.static and (entry.get("ApplyMethod") or "immediate") == "immediate":
            raise combination(
                f"cannot use immediate apply method for static parameter: {parameter.name}"
            )


class ClusterParameterGroup(ParameterGroup):
    """A DB cluster parameter group."""

    resource_type = "cluster-pg"
    noun = "DBClusterParameterGroup"

    @property
    def db_cluster_parameter_group_name(self) -> str:
        """Name."""
        return self.name

    @property
    def db_cluster_parameter_group_arn(self) -> str:
        """ARN."""
        return self.arn


class InstanceParameterGroup(ParameterGroup):
    """A DB parameter group."""

    resource_type = "pg"
    noun = "DBParameterGroup"
    parameter_apply_status = "in-sync"

    @property
    def db_parameter_group_name(self) -> str:
        """Name."""
        return self.name

    @property
    def db_parameter_group_arn(self) -> str:
        """ARN."""
        return self.arn

    def lists(self, parameter: Parameter) -> bool:
        """Whether AWS lists a parameter: not those of the cluster alone."""
        return not parameter.cluster_only
