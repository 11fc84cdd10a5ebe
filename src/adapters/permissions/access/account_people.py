"""The people behind ids, by their accounts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from application.permissions.access.people import Named
from application.permissions.people.ports import PeopleReader
from domain.ids import UserId
from domain.permissions.people.email_address import email_address


@dataclass(frozen=True, slots=True)
class AccountPeople:
    """`known` are those who act without an account, such as the local person."""

    reader: PeopleReader
    known: dict[UserId, Named] = field(default_factory=dict)

    def named(self, ids: Collection[UserId]) -> Mapping[UserId, Named]:
        found = {one: self._named(one) for one in ids}
        return {one: named for one, named in found.items() if named is not None}

    def address(self, written: str) -> str:
        """Raises EmailInvalid."""
        return email_address(written)

    def _named(self, id: UserId) -> Named | None:
        account = self.reader.account(id)
        if account is None:
            return self.known.get(id)
        return Named(account.name, account.email)
