"""An address is proved, and becomes an account."""

from application.clock import Clock
from application.permissions.people.ports import PeopleReader, PeopleStore
from application.permissions.people.tokens import ChallengeTokens
from application.service import service
from domain.ids import UserId
from domain.permissions.people.account import Account
from domain.permissions.people.challenge import Purpose
from domain.permissions.people.errors import TokenUnknown


@service
class VerifyAddress:
    store: PeopleStore
    reader: PeopleReader
    tokens: ChallengeTokens
    clock: Clock

    def __call__(self, token: str) -> UserId:
        """Open the account that the sign-up asked for; raises TokenUnknown.

        Of several sign-ups with one address, the first that is proved gets the account.
        """
        now = self.clock.now()
        asked = self.reader.challenge(self.tokens.read(token, Purpose.SIGN_UP))
        if asked is None or asked.password is None or not asked.is_alive(now):
            raise TokenUnknown
        account = Account(
            id=UserId(asked.id),
            email=asked.email,
            name=asked.name,
            password=asked.password,
            created_at=now,
        )
        with self.store.transaction() as work:
            if not work.accounts.add(account):
                raise TokenUnknown
            work.challenges.remove_all(asked.email, Purpose.SIGN_UP)
            work.commit()
        return account.id
