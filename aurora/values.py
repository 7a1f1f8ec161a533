"""Property values as Pulumi carries them, in plain Python: what is known, unknown, secret."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from google.protobuf.struct_pb2 import Struct, Value

__all__ = ["UNKNOWN", "Secret", "Unknown", "decode", "decode_struct"]

UNKNOWN_ON_THE_WIRE: Final = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""What the SDK sends for an output not known yet (pulumi/pulumi, sdk/python rpc.py)."""

SIGNATURE_KEY: Final = "4dabf18193072939515e22adb298388d"
SECRET_SIGNATURE: Final = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - marks one, is none


class Unknown:
    """The type of `UNKNOWN`, which is compared with `is` only: its truth would be a guess."""

    def __repr__(self) -> str:
        """Return the word that plans and reports print."""
        return "(known after up)"

    def __bool__(self) -> bool:
        """Raise TypeError: nothing may be decided from an unknown value."""
        raise TypeError("an unknown value is neither true nor false")

    def __reduce__(self) -> str:
        """Stay the one `UNKNOWN` through copies, which are compared with `is`."""
        return "UNKNOWN"


UNKNOWN: Final = Unknown()
"""A value that only `up` will know."""


@dataclass(frozen=True)
class Secret:
    """A secret value. Its text form never shows it."""

    value: Any = field(repr=False)

    def __str__(self) -> str:
        """Return the word that Pulumi prints for a secret."""
        return "[secret]"


def decode(value: Value) -> Any:
    """Return a wire value as plain Python: whole numbers as int, `UNKNOWN`, `Secret`."""
    match value.WhichOneof("kind"):
        case "string_value":
            text = value.string_value
            return UNKNOWN if text == UNKNOWN_ON_THE_WIRE else text
        case "number_value":
            number = float(value.number_value)
            return int(number) if number.is_integer() else number
        case "bool_value":
            return value.bool_value
        case "list_value":
            return [decode(item) for item in value.list_value.values]
        case "struct_value":
            fields = value.struct_value.fields
            if SIGNATURE_KEY in fields and fields[SIGNATURE_KEY].string_value == SECRET_SIGNATURE:
                return Secret(decode(fields["value"]))
            return decode_struct(value.struct_value)
        case _:
            return None


def decode_struct(struct: Struct) -> dict[str, Any]:
    """Return the properties of a wire object as plain Python, in the order of their names."""
    return {name: decode(struct.fields[name]) for name in sorted(struct.fields)}
