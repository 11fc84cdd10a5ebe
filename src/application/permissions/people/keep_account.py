"""Look at one's account, and change one's name."""

from application.permissions.people.ports import PeopleReader, PeopleStore
from application.service import service
from domain.permissions.people.account import Account
from domain.permissions.people.errors import AccountChanged, TokenRefused
from domain.permissions.people.standing import Identity


@service
class ReadAccount:
    reader: PeopleReader

    def __call__(self, by: Identity) -> Account:
        account = self.reader.account(by.user_id)
        if account is None:
            raise TokenRefused
        return account


@service
class RenameAccount:
    store: PeopleStore

    def __call__(self, by: Identity, name: str | None, seen: int | None) -> Account:
        """Give it that name, or none; raises NameInvalid, and AccountChanged by `seen`."""
        with self.store.transaction() as work:
            account = work.accounts.by_id(by.user_id)
            if account is None:
                raise TokenRefused
            if seen not in (None, account.version):
                raise AccountChanged
            renamed = account.renamed(name)
            work.accounts.save(renamed)
            work.commit()
        return renamed
