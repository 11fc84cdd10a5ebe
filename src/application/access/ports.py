"""How a context asks what somebody may do, and says what is theirs."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from application.paging import Page, Window
from domain.access import Level, Owned
from domain.principal import Principal


class Levels(Protocol):
    """Decides by what is committed now; nothing is remembered between two calls."""

    def level(self, by: Principal, id: UUID) -> Level | None:
        """Return the strongest level held on it; None when `by` may not know that it exists."""


class Access(Levels, Protocol):
    def levels(self, by: Principal, ids: Collection[UUID]) -> Mapping[UUID, Level]:
        """Return the level held on each; leaves out those that `by` may not know of."""

    def within(self, by: Principal, kind: str) -> frozenset[UUID] | None:
        """Return every id of this kind that `by` may view; None when that is all of them.

        A search filters by it before it ranks.
        """

    def listed(self, by: Principal, kind: str, window: Window) -> Page[UUID]:
        """Return the ids of this kind that `by` may view, newest (greatest) first."""


class OwnedThings(Protocol):
    """Part of the transaction that keeps the thing itself, so that neither is without the other."""

    def add(self, thing: Owned) -> None:
        """Put it where it belongs, managed by its owner if it has one; saying so twice is fine.

        Raises ScopeNotFound when `parent` is no folder or department of its organisation.
        """

    def remove(self, by: Principal, id: UUID) -> None:
        """Forget it with its grants and links; what hung under it hangs under its parent.

        Who did is put on record.
        """
