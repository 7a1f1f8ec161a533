"""Who calls: a user of the account, since any access key is good here."""

from __future__ import annotations

from moto.sts.models import STSBackend

from .patching import replace

__all__ = ["caller_arn", "install"]

_identity = STSBackend.get_caller_identity
_USER = "embedded"
_USER_ID = "AIDAEMBEDDEDUSER00000"  # of no real user: the digits 0 and 1 are in no id of AWS
_UNKNOWN = "AKIAIOSFODNN7EXAMPLE"  # moto's answer for a key that it did not make


def caller_arn(account: str) -> str:
    """Return the ARN of the user that every unknown access key stands for."""
    return f"arn:aws:iam::{account}:user/{_USER}"


def _caller(self: STSBackend, access_key_id: str, region: str) -> tuple[str, str, str]:
    user, arn, account = _identity(self, access_key_id, region)
    if user == _UNKNOWN:
        return _USER_ID, caller_arn(account), account
    return user, arn, account


def install() -> None:
    """Make the caller a user of IAM."""
    replace(STSBackend, get_caller_identity=_caller)
