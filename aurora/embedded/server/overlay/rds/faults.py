"""AWS's refusals in RDS: code and words, in one place each."""

from __future__ import annotations

from moto.rds.exceptions import RDSClientError

__all__ = [
    "cluster_not_found",
    "combination",
    "fault",
    "instance_not_found",
    "invalid_identifier",
    "value",
]


def fault(code: str, message: str) -> RDSClientError:
    """Return a refusal with AWS's error code."""
    return RDSClientError(code, message)


def value(message: str) -> RDSClientError:
    """Return InvalidParameterValue."""
    return fault("InvalidParameterValue", message)


def combination(message: str) -> RDSClientError:
    """Return InvalidParameterCombination."""
    return fault("InvalidParameterCombination", message)


def invalid_identifier(parameter: str) -> RDSClientError:
    """Return the refusal of a name that is no identifier."""
    return value(
        f"The parameter {parameter} is not a valid identifier. Identifiers must begin with a "
        "letter; must contain only ASCII letters, digits, and hyphens; and must not end with a "
        "hyphen or contain two consecutive hyphens."
    )


def cluster_not_found(identifier: str) -> RDSClientError:
    """Return DBClusterNotFoundFault."""
    return fault("DBClusterNotFoundFault", f"DBCluster {identifier} not found.")


def instance_not_found(identifier: str) -> RDSClientError:
    """Return DBInstanceNotFound."""
    return fault("DBInstanceNotFound", f"DBInstance {identifier} not found.")
