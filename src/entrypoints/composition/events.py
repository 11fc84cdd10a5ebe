"""Events, bound to their seals."""

from random import SystemRandom

from injector import Module, provider, singleton

from adapters.events.keys.wrapping import AesWrapping
from adapters.events.seals import AesSeals
from application.access.ports import Access
from application.clock import Clock
from application.events.accept_events import AcceptEvents
from application.events.consumers.tally import TallyEvents
from application.events.keyring import Keyring
from application.events.ports import Journal, Seals, SubjectKeys, Wrapping
from application.events.processing.apply_events import ApplyEvents
from application.events.processing.consumers import Consumers
from application.events.processing.failing import Failing
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import ProcessingStore, Relays
from application.events.processing.publish_events import PublishEvents
from application.events.processing.retry_events import RetryEvents
from application.events.sealing import SealEvents
from application.events.telling.ports import ProgressReader
from application.events.telling.read_status import ReadStatus
from application.ids import IdSource
from application.messaging.ports import EventLog
from domain.events.json_value import JsonValue
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
    def opened(self, journal: Journal, keyring: Keyring, seals: Seals) -> OpenEvents:
        return OpenEvents(journal, keyring, seals, _clean)

    @singleton
    @provider
    def failing(self, clock: Clock, ids: IdSource) -> Failing:
        return Failing(clock, ids, SystemRandom().random, lambda text: str(_clean(text)))

    @singleton
    @provider
    def apply(
        self, store: ProcessingStore, failing: Failing, clock: Clock, ids: IdSource
    ) -> ApplyEvents:
        return ApplyEvents(store, failing, clock, ids)

    @singleton
    @provider
    def retry(
        self, store: ProcessingStore, opened: OpenEvents, failing: Failing, clock: Clock
    ) -> RetryEvents:
        return RetryEvents(store, opened, failing, clock)

    @singleton
    @provider
    def publish(
        self, journal: Journal, opened: OpenEvents, log: EventLog, relays: Relays, clock: Clock
    ) -> PublishEvents:
        return PublishEvents(journal, opened, log, relays, clock)

    @singleton
    @provider
    def consumers(self) -> Consumers:
        return Consumers((TallyEvents(),))

    @singleton
    @provider
    def status(
        self,
        access: Access,
        journal: Journal,
        relays: Relays,
        progress: ProgressReader,
        consumers: Consumers,
    ) -> ReadStatus:
        return ReadStatus(access, journal, relays, progress, consumers)

    @singleton
    @provider
    def accept(
        self, access: Access, journal: Journal, seal: SealEvents, clock: Clock
    ) -> AcceptEvents:
        return AcceptEvents(access, journal, seal, clock)


def _clean(value: JsonValue) -> JsonValue:
    return value
