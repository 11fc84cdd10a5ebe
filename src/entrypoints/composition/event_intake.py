"""Who may send events, and how many, bound to the world."""

from datetime import UTC, datetime, timedelta

from injector import Binder, Module, provider, singleton

from adapters.events.formats.strict_json import loads
from adapters.events.signatures import CryptographyEd25519
from adapters.events.sources.secrets import AesSourceSecrets
from application.clock import Clock
from application.events.accept_events import AcceptEvents
from application.events.limits.admit_events import AdmitEvents
from application.events.limits.ports import Buckets, TailReader
from application.events.limits.pressure import Pressure
from application.events.limits.remembered_rates import RememberedRates
from application.events.limits.slices import Slices
from application.events.sources.add_source import AddSource
from application.events.sources.change_source import ChangeSource, RemoveSource, RotateSecret
from application.events.sources.ports import SourceSecrets, SourceStore
from application.events.sources.read_sources import ReadSources
from application.events.sources.receive_webhook import ReceiveWebhook
from domain.events.limits.policy import Policy
from domain.permissions.people.root_secret import RootSecret
from entrypoints.composition.autowiring import autowire
from entrypoints.settings import Settings

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class EventIntake(Module):
    def __init__(self, settings: Settings) -> None:
        self._standard = Policy(settings.events_per_second, settings.events_burst)
        self._most = settings.events_most_waiting
        self._longest = timedelta(seconds=settings.events_longest_wait)

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            AddSource,
            ReadSources,
            ChangeSource,
            RotateSecret,
            RemoveSource,
        )

    @singleton
    @provider
    def pressure(self, tail: TailReader, clock: Clock) -> Pressure:
        return Pressure(tail, clock, self._most, self._longest)

    @singleton
    @provider
    def slices(self, buckets: Buckets, clock: Clock) -> Slices:
        return Slices(buckets, lambda: (clock.now() - EPOCH) // MICROSECOND * 1_000)

    @singleton
    @provider
    def admit(
        self,
        pressure: Pressure,
        store: SourceStore,
        slices: Slices,
        buckets: Buckets,
        clock: Clock,
    ) -> AdmitEvents:
        rates = RememberedRates(store, clock)
        return AdmitEvents(pressure, rates, self._standard, slices, buckets)

    @singleton
    @provider
    def secrets(self, secret: RootSecret) -> SourceSecrets:
        return AesSourceSecrets(secret.key_for("secrets of sources"))

    @singleton
    @provider
    def receive(
        self,
        store: SourceStore,
        secrets: SourceSecrets,
        accept: AcceptEvents,
        clock: Clock,
    ) -> ReceiveWebhook:
        signatures = CryptographyEd25519()
        return ReceiveWebhook(store, secrets, signatures, loads, accept, clock)
