"""Refusals that say where in a body something is wrong."""

from dataclasses import dataclass

from domain.errors import DomainError


@dataclass(frozen=True, slots=True)
class Point:
    """`pointer` is RFC 6901; `detail` repeats no value that came from outside."""

    pointer: str
    detail: str


class Pointed(DomainError):
    points: tuple[Point, ...] = ()
