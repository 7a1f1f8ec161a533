"""Grants of KMS: an unknown key is refused before its grants are looked for."""

from __future__ import annotations

from collections.abc import Callable

from moto.kms.responses import KmsResponse

from .patching import replace

__all__ = ["install"]

_OPERATIONS = {
    name: getattr(KmsResponse, name) for name in ("create_grant", "list_grants", "revoke_grant")
}


def _of_known_key(answer: Callable[[KmsResponse], str]) -> Callable[[KmsResponse], str]:
    def checked(self: KmsResponse) -> str:
        self._validate_key_id(self._get_param("KeyId"))
        return answer(self)

    return checked


def install() -> None:
    """Make grants refuse as AWS does."""
    replace(KmsResponse, **{name: _of_known_key(answer) for name, answer in _OPERATIONS.items()})
