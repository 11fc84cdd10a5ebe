"""Classes that work with what they are given: use cases, and the adapters of ports."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Class = TypeVar("Class")


@dataclass_transform(frozen_default=True, eq_default=False)
def service(decorated: type[Class]) -> type[Class]:
    """Make a class of its collaborators: like a dataclass, but no value.

    One equals itself alone, prints as any object does, and a type checker keeps it from being
    changed. A frozen dataclass has five more methods written and compiled at each start of the
    process, which with some four hundred classes is a good part of it (ADR 23).
    """
    return dataclass(eq=False, repr=False, slots=True)(decorated)
