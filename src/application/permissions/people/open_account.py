"""Open an account without a letter: whoever runs the server vouches for its address."""

from dataclasses import dataclass, field

from application.clock import Clock
from application.ids import IdSource
from application.permissions.people.ports import PasswordHasher, PeopleStore
from application.service import service
from domain.ids import UserId
from domain.permissions.people.account import Account, person_name
from domain.permissions.people.email_address import email_address
from domain.permissions.people.errors import AddressTaken
from domain.permissions.people.password import Password


@dataclass(frozen=True, slots=True)
class NewAccount:
    email: str
    password: str = field(repr=False)
    name: str | None = None


@service
class OpenAccount:
    """Never behind HTTP, for it tells whether an address has an account."""

    store: PeopleStore
    hasher: PasswordHasher
    clock: Clock
    ids: IdSource

    def __call__(self, new: NewAccount) -> UserId:
        """Open it; raises EmailInvalid, PasswordInvalid, NameInvalid, AddressTaken."""
        account = Account(
            id=UserId(self.ids.new()),
            email=email_address(new.email),
            name=person_name(new.name),
            password=self.hasher.hash(Password.typed(new.password)),
            created_at=self.clock.now(),
        )
        with self.store.transaction() as work:
            if not work.accounts.add(account):
                raise AddressTaken
            work.commit()
        return account.id
