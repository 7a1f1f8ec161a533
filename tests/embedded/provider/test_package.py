"""The package schema."""

from __future__ import annotations

from aurora.embedded.provider.package import package_schema
from aurora.embedded.provider.schema import tokens


def test_every_type_stands_in_it_with_names_and_types() -> None:
    schema = package_schema("7.51.1")
    assert schema["resources"].keys() == set(tokens())
    cluster = schema["resources"]["aws:rds/cluster:Cluster"]
    assert cluster["requiredInputs"] == ["engine"]
    assert cluster["inputProperties"]["port"] == {"type": "integer"}
    assert "arn" in cluster["properties"]
    assert "arn" not in cluster["inputProperties"]
    assert cluster["inputProperties"]["tags"] == {
        "type": "object",
        "additionalProperties": {"type": "string"},
    }
    reference = cluster["inputProperties"]["serverlessv2ScalingConfiguration"]["$ref"]
    nested = schema["types"][reference.removeprefix("#/types/")]
    assert nested["required"] == ["maxCapacity", "minCapacity"]
