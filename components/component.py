"""What all components have in common: a pinned type token, checked arguments, a way out."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

import pulumi

from aurora.catalogue.regions import nearest, region
from aurora.errors import BadInput, Problem
from components.checks import Check, verify

__all__ = ["Component", "ComponentArgs", "Overrides"]

Given = TypeVar("Given")

AUTOMATIC_SUFFIX = 8
"""What Pulumi adds to an automatic name: a hyphen and seven hexadecimal digits."""

Overrides = Mapping[str, Mapping[str, Any]]
"""For a child, by its function in the component, arguments of its `pulumi_aws` class in Python
spelling with the values to use instead: `{"cluster": {"network_type": "DUAL"}}`."""


@dataclass(frozen=True, kw_only=True)
class ComponentArgs:
    """Arguments that every component takes.

    Attributes:
        region: The AWS region of all its regional resources. A change REPLACES them, because a
            region is part of what a resource is.
        tags: Tags on every child that takes tags. In place.
        overrides: The way out when an argument is missing here: values for the children's own
            arguments, which win over what the component computes. Unknown names are refused.
            The consequence of a change is the child's.
    """

    region: str
    tags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    overrides: Overrides = field(default_factory=lambda: MappingProxyType({}))


REGION = Check[ComponentArgs](
    code="AUR-101",
    holds=lambda args: region(args.region) is not None,
    message=lambda args: (
        f"there is no region {args.region!r}"
        + "".join(f"; did you mean {name}?" for name in nearest(args.region)[:1])
    ),
    allowed="a region that has Aurora, such as us-east-1",
    remedy="correct the region",
)


class Component(pulumi.ComponentResource):
    """Base of the components: checks everything first, registers children after.

    Attributes:
        TYPE: The type token. It is part of the URN of every child, so it never changes.
        CHILDREN: The functions of the children, which `overrides` may name. A child is called
            `<name>-<function>`, with a key behind it where there are several.
        CHECKS: What must hold of the arguments.
    """

    TYPE: ClassVar[str]
    CHILDREN: ClassVar[tuple[str, ...]]
    CHECKS: ClassVar[tuple[Check[Any], ...]] = ()

    def __init__(
        self, name: str, args: ComponentArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        verify(name, args, (REGION, *self.CHECKS))
        self._refuse_unknown_children(name, args.overrides)
        super().__init__(self.TYPE, name, {}, opts)
        self._overrides = args.overrides

    def adapted(self, child: str, given: Given) -> Given:
        """Return a child's arguments with the caller's overrides of them.

        Args:
            child: The child's function, one of `CHILDREN`.
            given: An `...Args` object of `pulumi_aws`; it is changed and returned.

        Raises:
            BadInput: An override names an argument that the child does not have.
        """
        for name, value in self._overrides.get(child, {}).items():
            if not isinstance(getattr(type(given), name, None), property):
                known = [
                    argument
                    for argument, kind in vars(type(given)).items()
                    if isinstance(kind, property)
                ]
                raise BadInput(
                    Problem(
                        code="AUR-100",
                        message=f"the child {child!r} has no argument {name!r}",
                        where=self._name,
                        allowed=", ".join(difflib.get_close_matches(name, known, 3, 0.4) or known),
                        remedy="correct the name in `overrides`; it is the one of pulumi_aws",
                    )
                )
            setattr(given, name, value)
        return given

    def handed_on(self, component: type[Component]) -> Overrides:
        """Return the overrides that concern the children of a component inside this one."""
        return {
            child: values
            for child, values in self._overrides.items()
            if child in component.CHILDREN
        }

    def under(
        self,
        *,
        depends_on: Sequence[pulumi.Resource] = (),
        protect: bool | None = None,
        ignore_changes: Iterable[str] = (),
        fixed_name: bool = False,
    ) -> pulumi.ResourceOptions:
        """Return the options of a child of this component.

        Args:
            depends_on: What has to be there first.
            protect: Whether Pulumi refuses to delete or replace it.
            ignore_changes: Properties whose drift is left alone, in Pulumi's spelling.
            fixed_name: AWS knows it by a name of ours, so a replacement deletes the old one first.
                Pulumi sees that by itself only where it would have made a name.
        """
        return pulumi.ResourceOptions(
            parent=self,
            depends_on=list(depends_on),
            protect=protect,
            ignore_changes=list(ignore_changes) or None,
            delete_before_replace=fixed_name or None,
        )

    def short_name(self, child: str, longest: int) -> str | None:
        """Return a name of AWS for a child whose automatic one would be too long.

        Args:
            child: The child's name in the program.
            longest: How long AWS lets the name be.

        Returns:
            None where Pulumi's automatic name fits, which is better: it is new each time.
        """
        if len(child) + AUTOMATIC_SUFFIX <= longest:
            return None
        digest = hashlib.sha256(child.encode()).hexdigest()[:8]
        return f"{child[: longest - len(digest) - 1]}-{digest}"

    def _refuse_unknown_children(self, name: str, overrides: Overrides) -> None:
        unknown = sorted(set(overrides) - set(self.CHILDREN))
        if unknown:
            raise BadInput(
                Problem(
                    code="AUR-100",
                    message=f"{type(self).__name__} has no child {unknown[0]!r} to override",
                    where=name,
                    allowed=", ".join(self.CHILDREN),
                    remedy="correct the name in `overrides`",
                )
            )
