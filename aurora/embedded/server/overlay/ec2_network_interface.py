"""Network interfaces: private names, and those that a service attaches to itself."""

from __future__ import annotations

from typing import Any

from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.moto_api._internal import mock_random

from .patching import replace

__all__ = ["attach_to_service", "install"]

_moto_attachment = NetworkInterface.__dict__["attachment"].fget
_DEVICE = 1  # of every interface that a service attached, in the answers recorded of AWS
_ID_LENGTH = 17
_OPERATOR = {"Managed": False}


def attach_to_service(interface: NetworkInterface, owner: str) -> None:
    """Attach an interface to a machine of a service's own account.

    Args:
        interface: The interface.
        owner: Alias of that account, such as `amazon-aws`.
    """
    tail = "".join(mock_random.choices("0123456789abcdef", k=_ID_LENGTH))
    attachment = {
        "AttachmentId": f"ela-attach-{tail}",
        "DeleteOnTermination": False,
        "DeviceIndex": _DEVICE,
        "InstanceOwnerId": owner,
        "Status": "attached",
    }
    vars(interface).update(of_service=attachment)


def _attachment(self: NetworkInterface) -> Any:
    return vars(self).get("of_service") or _moto_attachment(self)


def _private_name(self: NetworkInterface) -> str | None:
    """The name of the address, in a VPC that gives host names."""
    return _name(self, self.private_ip_address)


def _name(interface: NetworkInterface, address: str | None) -> str | None:
    backend = interface.ec2_backend
    if not address or not backend.get_vpc(interface.vpc_id).enable_dns_hostnames:
        return None
    region = backend.region_name
    domain = "ec2.internal" if region == "us-east-1" else f"{region}.compute.internal"
    return f"ip-{address.replace('.', '-')}.{domain}"


def install() -> None:
    """Make network interfaces answer as AWS does."""
    replace(
        NetworkInterface,
        attachment=property(_attachment),
        operator=_OPERATOR,
        private_dns_name=property(_private_name),
    )
