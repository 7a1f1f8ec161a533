"""What an account has before anybody made anything comes out the same in every process.

moto makes a region's default VPC, an account's AWS managed policies and the like when a service
is first touched, often by a read, which the journal does not hold.
"""

from __future__ import annotations

from typing import Any

from moto.core.base_backend import AccountSpecificBackend
from moto.ec2.models import vpcs
from moto.iam import models as iam_models
from moto.kms import models as kms_models
from moto.kms.models import KmsBackend
from moto.sqs.models import SQSBackend

from . import chance
from .overlay.patching import replace

__all__ = ["install"]

_made = AccountSpecificBackend.__getitem__
_default_key = KmsBackend._generate_default_keys
_key_pair = kms_models.generate_private_key
_services = vpcs.VPCBackend._collect_default_endpoint_services
_receive = SQSBackend.receive_message
# Their modules need packages that are not installed here, such as one that reads OpenAPI.
_NOT_INSTALLED = frozenset({"apigateway", "cloudformation"})
_WITHOUT_KEY_PAIR = frozenset({"SYMMETRIC_DEFAULT"})


def _made_by_name(self: AccountSpecificBackend[Any], region: str) -> Any:
    if region in self.keys():
        return dict.__getitem__(self, region)
    with chance.seeded_by_name(self.service_name, self.account_id, region):
        return _made(self, region)


def _aws_managed_key(self: KmsBackend, alias: str) -> str | None:
    """Make the key behind `alias/aws/...` when it is first asked for, also by a read."""
    with chance.seeded_by_name("kms", self.account_id, self.region_name, alias):
        id_ = _default_key(self, alias)
    if id_:
        key = self.keys[id_]
        key.key_manager = "AWS"
        key.key_rotation_status = True
        service = alias.removeprefix("alias/aws/")
        key.description = f"Default key that protects data when no other key is defined: {service}"
    return id_


def _endpoint_services(account_id: str, region: str) -> Any:
    """List the services that a VPC endpoint can lead to, the same in every process."""
    with chance.seeded_by_name("vpc-endpoint-services", region):
        return _services(account_id, region)


def _private_key(key_spec: str) -> Any:
    """Make a private key only where there is a public one: it takes a tenth of a second."""
    return None if key_spec in _WITHOUT_KEY_PAIR else _key_pair(key_spec)


def _received_at_once(
    self: SQSBackend, queue: str, count: int, _seconds: int, *args: Any, **kwargs: Any
) -> Any:
    """Answer a long poll at once: it would hold up every other request."""
    return _receive(self, queue, count, 0, *args, **kwargs)


def install() -> None:
    """Make every backend, and every key of AWS's own, from a seed of its name."""
    replace(AccountSpecificBackend, __getitem__=_made_by_name)
    replace(KmsBackend, _generate_default_keys=_aws_managed_key)
    replace(vpcs.VPCBackend, _collect_default_endpoint_services=staticmethod(_endpoint_services))
    own = [name for name in vpcs.IMPLEMENTED_ENDPOINT_SERVICES if name not in _NOT_INSTALLED]
    covered = [name for name in vpcs.COVERED_ENDPOINT_SERVICES if name not in _NOT_INSTALLED]
    replace(vpcs, IMPLEMENTED_ENDPOINT_SERVICES=own, COVERED_ENDPOINT_SERVICES=covered)
    replace(kms_models, generate_private_key=_private_key)
    replace(SQSBackend, receive_message=_received_at_once)
    # Without this, each request would look for its key in the accounts of all partitions.
    replace(iam_models, PARTITION_NAMES=["aws"])
