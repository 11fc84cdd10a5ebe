"""Shut an account out, and let it in again."""

from application.clock import Clock
from application.permissions.people.ports import PeopleStore
from application.service import service
from domain.permissions.people.email_address import email_address
from domain.permissions.people.errors import AccountNotFound, OnlyAdmin


@service
class SuspendAccount:
    store: PeopleStore
    clock: Clock

    def __call__(self, email: str, *, anyway: bool = False) -> None:
        """End its sessions and let nobody begin one.

        Raises AccountNotFound; OnlyAdmin where that would leave an organisation without an active
        admin, unless it is to be done `anyway`.
        """
        now = self.clock.now()
        with self.store.transaction() as work:
            account = work.accounts.by_email(email_address(email))
            if account is None:
                raise AccountNotFound
            if account.is_active and not anyway and work.duties.alone(account.id):
                raise OnlyAdmin
            work.accounts.save(account.suspended(now))
            work.sessions.end_all(account.id, now)
            work.commit()


@service
class ReinstateAccount:
    store: PeopleStore

    def __call__(self, email: str) -> None:
        """Let its owner sign in again; raises AccountNotFound."""
        with self.store.transaction() as work:
            account = work.accounts.by_email(email_address(email))
            if account is None:
                raise AccountNotFound
            work.accounts.save(account.reinstated())
            work.commit()
