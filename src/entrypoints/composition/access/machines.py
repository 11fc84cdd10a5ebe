"""Keys for programs, bound to the world."""

from injector import Module, provider, singleton

from adapters.permissions.access.active_accounts import PeopleActiveAccounts
from adapters.permissions.access.key_secrets import RandomKeySecrets
from application.clock import Clock
from application.permissions.access.machines.act_by_key import ActByKey
from application.permissions.access.machines.keep_keys import EndKey, ListKeys
from application.permissions.access.machines.make_key import MakeKey
from application.permissions.access.machines.ports import (
    ActiveAccounts,
    ApiKeysReader,
    KeySecrets,
)
from application.permissions.access.ports import AccessReader, AccessStore, OrganisationsReader
from application.permissions.people.ports import PeopleReader


class Machines(Module):
    @singleton
    @provider
    def secrets(self) -> KeySecrets:
        return RandomKeySecrets()

    @singleton
    @provider
    def accounts(self, reader: PeopleReader) -> ActiveAccounts:
        return PeopleActiveAccounts(reader)

    @singleton
    @provider
    def make(self, store: AccessStore, secrets: KeySecrets, clock: Clock) -> MakeKey:
        return MakeKey(store, secrets, clock)

    @singleton
    @provider
    def list(
        self,
        access: AccessReader,
        organisations: OrganisationsReader,
        reader: ApiKeysReader,
        clock: Clock,
    ) -> ListKeys:
        return ListKeys(access, organisations, reader, clock)

    @singleton
    @provider
    def end(self, store: AccessStore, clock: Clock) -> EndKey:
        return EndKey(store, clock)

    @singleton
    @provider
    def act(
        self,
        store: AccessStore,
        reader: ApiKeysReader,
        secrets: KeySecrets,
        accounts: ActiveAccounts,
        clock: Clock,
    ) -> ActByKey:
        return ActByKey(store, reader, secrets, accounts, clock)
