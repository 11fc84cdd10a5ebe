"""Keys for programs, bound to the world."""

from injector import Binder, Module, provider, singleton

from adapters.permissions.access.active_accounts import PeopleActiveAccounts
from adapters.permissions.access.key_secrets import RandomKeySecrets
from application.permissions.access.machines.act_by_key import ActByKey
from application.permissions.access.machines.keep_keys import EndKey, ListKeys
from application.permissions.access.machines.make_key import MakeKey
from application.permissions.access.machines.ports import (
    ActiveAccounts,
    KeySecrets,
)
from application.permissions.people.ports import PeopleReader
from entrypoints.composition.autowiring import autowire


class Machines(Module):
    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            MakeKey,
            ListKeys,
            EndKey,
            ActByKey,
        )

    @singleton
    @provider
    def secrets(self) -> KeySecrets:
        return RandomKeySecrets()

    @singleton
    @provider
    def accounts(self, reader: PeopleReader) -> ActiveAccounts:
        return PeopleActiveAccounts(reader)
