"""Properties that need or exclude each other, in the provider's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aurora.embedded.provider.schema import Property

__all__ = ["exclusions"]


def exclusions(properties: Mapping[str, Property], inputs: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is wrong with the combination of the given properties of a resource or block.

    A given value counts even when it is false or empty. Groups are looked at once for each of their
    properties, as the provider does, so a failure appears once for each.
    """
    names = {property_.terraform: name for name, property_ in properties.items()}
    for name, property_ in properties.items():
        if name in inputs:
            yield from _given(property_, names, inputs)
        yield from _group(property_, names, inputs)


def _given(
    property_: Property, names: Mapping[str, str], inputs: Mapping[str, Any]
) -> Iterator[str]:
    own = property_.terraform
    for other in property_.conflicts_with:
        terraform, pulumi = _both(other, names)
        if pulumi in inputs:
            yield f'Conflicting configuration arguments. "{own}": conflicts with {terraform}.'
    wanted = [_both(other, names) for other in property_.required_with]
    if any(pulumi not in inputs for _, pulumi in wanted):
        group = ",".join(sorted({own, *(terraform for terraform, _ in wanted)}))
        yield f'Missing required argument. "{own}": all of `{group}` must be specified'


def _group(
    property_: Property, names: Mapping[str, str], inputs: Mapping[str, Any]
) -> Iterator[str]:
    own = property_.terraform
    for members, exactly in ((property_.exactly_one_of, True), (property_.at_least_one_of, False)):
        if not members:
            continue
        both = [_both(member, names) for member in dict.fromkeys((*members, property_.name))]
        group = ",".join(sorted(terraform for terraform, _ in both))
        given = sorted(terraform for terraform, pulumi in both if pulumi in inputs)
        if not given:
            yield f'Invalid combination of arguments. "{own}": one of `{group}` must be specified'
        elif exactly and len(given) > 1:
            yield (
                f'Invalid combination of arguments. "{own}": only one of `{group}` can be '
                f"specified, but `{','.join(given)}` were specified."
            )


def _both(name: str, names: Mapping[str, str]) -> tuple[str, str]:
    """Return Terraform's and Pulumi's form of a name, which the facts give in either."""
    name = name.rpartition(".")[2]
    if name in names:
        return name, names[name]
    terraform = next((tf for tf, pulumi in names.items() if pulumi == name), name)
    return terraform, name
