"""Zero-ETL integrations."""

from __future__ import annotations

from typing import Any

from moto.moto_api._internal import mock_random

from .faults import fault
from .given import given
from .moto_types import MotoModel
from .placement import Placement

__all__ = ["Integration", "Integrations"]


class Integration(MotoModel):
    """An integration of a cluster with a warehouse."""

    resource_type = "integration"
    status = "active"

    def __init__(self, backend: Any, settings: dict[str, Any]) -> None:
        super().__init__(backend)
        self._id = str(mock_random.uuid4())
        self.source_arn: str = settings["SourceArn"]
        self.target_arn: str = settings["TargetArn"]
        self.integration_name: str = settings["IntegrationName"]
        self.kms_key_id: str = settings["KMSKeyId"]
        self.additional_encryption_context = settings.get("AdditionalEncryptionContext")
        self.data_filter: str = settings.get("DataFilter") or "include: *.*"
        self.description: str | None = settings.get("Description")
        self.tags = settings.get("Tags") or []
        self.create_time = self.created
        self.errors: list[dict[str, str]] = []

    @property
    def resource_id(self) -> str:
        """Last part of the ARN."""
        return self._id

    @property
    def integration_arn(self) -> str:
        """ARN."""
        return self.arn


class Integrations(Placement):
    """Operations on integrations; the warehouse itself is not looked at."""

    def create_integration(self, parameters: Any) -> Integration:
        """Make an integration of a cluster."""
        settings = given("CreateIntegration", parameters)
        self.cluster(settings["SourceArn"])
        name = settings["IntegrationName"]
        if any(entry.integration_name == name for entry in self.integrations.values()):
            raise fault("IntegrationAlreadyExistsFault", f"Integration {name} already exists.")
        key = settings.get("KMSKeyId")
        settings["KMSKeyId"] = self.key_arn(key or "alias/aws/rds")
        made = Integration(self, settings)
        self.integrations[made.arn] = made
        return made

    def modify_integration(self, parameters: Any) -> Integration:
        """Change name, filter or description."""
        settings = given("ModifyIntegration", parameters)
        entry = self._integration(settings["IntegrationIdentifier"])
        entry.integration_name = settings.get("IntegrationName", entry.integration_name)
        entry.data_filter = settings.get("DataFilter", entry.data_filter)
        entry.description = settings.get("Description", entry.description)
        return entry

    def delete_integration(self, parameters: Any) -> Integration:
        """Delete an integration."""
        settings = given("DeleteIntegration", parameters)
        entry = self._integration(settings["IntegrationIdentifier"])
        del self.integrations[entry.arn]
        entry.status = "deleting"
        return entry

    def describe_integrations(self, parameters: Any) -> list[Integration]:
        """Return one integration or all."""
        settings = given("DescribeIntegrations", parameters)
        if settings.get("IntegrationIdentifier"):
            return [self._integration(settings["IntegrationIdentifier"])]
        return list(self.integrations.values())

    def _integration(self, reference: str) -> Integration:
        for entry in self.integrations.values():
            if reference in {entry.arn, entry.integration_name, entry.resource_id}:
                return entry
        raise fault("IntegrationNotFoundFault", f"Integration {reference} not found.")
