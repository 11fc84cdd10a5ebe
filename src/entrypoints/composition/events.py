"""Events, bound to their seals."""

from injector import Module, provider, singleton

from adapters.events.keys.wrapping import AesWrapping
from adapters.events.seals import AesSeals
from application.access.ports import Access
from application.clock import Clock
from application.events.accept_events import AcceptEvents
from application.events.keyring import Keyring
from application.events.ports import Journal, Seals, SubjectKeys, Wrapping
from application.events.sealing import SealEvents
from application.ids import IdSource
from domain.permissions.people.root_secret import RootSecret


class Events(Module):
    @singleton
    @provider
    def seals(self, secret: RootSecret) -> Seals:
        return AesSeals(secret.key_for("pseudonyms in events"))

    @singleton
    @provider
    def wrapping(self, secret: RootSecret) -> Wrapping:
        return AesWrapping(secret.key_for("wrapping of subject keys"))

    @singleton
    @provider
    def keyring(self, keys: SubjectKeys, wrapping: Wrapping) -> Keyring:
        return Keyring(keys, wrapping)

    @singleton
    @provider
    def seal(self, keyring: Keyring, seals: Seals, ids: IdSource) -> SealEvents:
        return SealEvents(keyring, seals, ids)

    @singleton
    @provider
    def accept(
        self, access: Access, journal: Journal, seal: SealEvents, clock: Clock
    ) -> AcceptEvents:
        return AcceptEvents(access, journal, seal, clock)
