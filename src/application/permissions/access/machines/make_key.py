"""Make a key for a program: it is shown once, and kept by nobody."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from application.clock import Clock
from application.permissions.access.changing import begin, done
from application.permissions.access.machines.ports import KeySecrets
from application.permissions.access.ports import AccessStore
from application.permissions.access.views import Changed
from application.service import service
from domain.permissions.access.api_key import ApiKey, KeyId
from domain.permissions.access.errors import IdTaken
from domain.permissions.access.machine import KeyScope
from domain.permissions.access.machine_errors import TooManyKeys
from domain.principal import Principal

MOST_KEYS = 100
"""For one person in one organisation."""


@dataclass(frozen=True, slots=True)
class NewKey:
    id: KeyId
    name: str
    scope: KeyScope
    expires_at: datetime | None = None


class Made(NamedTuple):
    key: ApiKey
    secret: str


@service
class MakeKey:
    store: AccessStore
    secrets: KeySecrets
    clock: Clock

    def __call__(self, by: Principal, new: NewKey) -> Changed[Made]:
        """Every member may: by the key, one may never more than its maker.

        Raises OrganisationNotFound, NameInvalid, KeyExpiryPast, TooManyKeys, IdTaken.
        """
        secret, digest = self.secrets.new()
        now = self.clock.now()
        key = ApiKey.made(new.id, by, new.name, new.scope, digest, now, new.expires_at)
        with self.store.transaction() as work:
            begin(work, by)
            if work.keys.count(by.organisation_id, by.user_id) >= MOST_KEYS:
                raise TooManyKeys(MOST_KEYS)
            if not work.keys.add(key):
                raise IdTaken
            facts = {"scope": key.scope.value}
            changed = done(work, by, Made(key, secret), "key.make", key.id, at=now, facts=facts)
            work.commit()
        return changed
