"""What this part of permissions asks about the people behind its ids."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from domain.ids import UserId


@dataclass(frozen=True, slots=True)
class Named:
    """`email` is one that the person has proved to be theirs."""

    name: str | None
    email: str


class People(Protocol):
    def named(self, ids: Collection[UserId]) -> Mapping[UserId, Named]:
        """Return name and address of each; leaves out those who have no account."""

    def address(self, written: str) -> str:
        """Return an address in the one spelling that accounts have; raises Invalid."""
