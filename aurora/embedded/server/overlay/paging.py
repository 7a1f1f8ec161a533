"""Pages of lists, cut where botocore's paginators say that AWS cuts them."""

from __future__ import annotations

import base64
from typing import Any

from moto.core.utils import get_pagination_model

__all__ = ["cut"]


def cut(service: str, operation: str, result: dict[str, Any], given: Any) -> None:
    """Keep one page of the lists of an answer, and say where the next one begins.

    An answer stays as it is where moto itself makes pages (it then has the member of the token,
    be it None), and where the operation has none.

    Args:
        service: Name of the service in botocore.
        operation: Name of the operation.
        result: The answer, changed in place.
        given: Returns a parameter of the request by name, or None.

    Raises:
        ValueError: The token of the request is none that `cut` made.
    """
    model = get_pagination_model(service).get(operation)
    if not model or "limit_key" not in model or model["output_token"] in result:
        return
    most, token = given(model["limit_key"]), given(model["input_token"])
    if most is None and not token:
        return
    begin = int(base64.b64decode(token, validate=True).decode()) if token else 0
    keys = model["result_key"] if isinstance(model["result_key"], list) else [model["result_key"]]
    found = {key: list(result.get(key) or []) for key in keys}
    longest = max(len(entries) for entries in found.values())
    end = longest if most is None else begin + int(most)
    for key, entries in found.items():
        result[key] = entries[begin:end]
    if end < longest:
        result[model["output_token"]] = base64.b64encode(str(end).encode()).decode()
    if "more_results" in model:
        result[model["more_results"]] = end < longest
