"""Let a program act for whoever made its key."""

from application.clock import Clock
from application.permissions.access.machines.ports import (
    ActiveAccounts,
    ApiKeysReader,
    KeySecrets,
)
from application.permissions.access.ports import AccessStore
from application.service import service
from domain.permissions.access.api_key import ApiKey
from domain.principal import Principal


@service
class ActByKey:
    store: AccessStore
    reader: ApiKeysReader
    secrets: KeySecrets
    accounts: ActiveAccounts
    clock: Clock

    def __call__(self, shown: str) -> Principal | None:
        """Return whom the key acts as, and within what; None for one that is not, or no longer.

        Looked up each time, so that the key ends with the next request after it was taken away or
        its maker's account was. Whether they still belong to the organisation is asked elsewhere.
        """
        now = self.clock.now()
        digest = self.secrets.digest(shown)
        key = None if digest is None else self.reader.by_digest(digest)
        if key is None or key.is_over(now) or not self.accounts.is_active(key.person_id):
            return None
        self._note(key)
        return key.principal

    def _note(self, key: ApiKey) -> None:
        at = key.use_to_note(self.clock.now())
        if at is None:
            return
        with self.store.transaction() as work:
            work.keys.used(key.id, at)
            work.commit()
