"""Whose account is open, as the people's side has it."""

from dataclasses import dataclass

from application.permissions.people.ports import PeopleReader
from domain.ids import UserId


@dataclass(frozen=True, slots=True)
class PeopleActiveAccounts:
    reader: PeopleReader

    def is_active(self, id: UserId) -> bool:
        account = self.reader.account(id)
        return account is not None and account.is_active
