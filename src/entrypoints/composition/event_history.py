"""What is known of events that came before, bound to the world."""

from datetime import timedelta
from time import sleep

from injector import Binder, Module, provider, singleton

from application.clock import Clock
from application.events.forgetting.forget_entries import ForgetEntries
from application.events.forgetting.ports import OldEntries
from application.events.processing.consumers import Consumers
from application.events.processing.opening import OpenEvents
from application.events.replays.begin_replay import BeginReplay, CancelReplay
from application.events.replays.ports import Past, ReplayStore
from application.events.replays.read_replays import ReadReplays
from application.events.replays.run_replay import RunReplay
from application.events.telling.list_events import ListEvents
from application.ids import IdSource
from entrypoints.composition.autowiring import autowire
from entrypoints.settings import Settings


class EventHistory(Module):
    def __init__(self, settings: Settings) -> None:
        self._share = settings.rebuild_share
        self._keeping = timedelta(days=settings.keep_journal_days)

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            ListEvents,
            BeginReplay,
            CancelReplay,
            ReadReplays,
        )

    @singleton
    @provider
    def run_replay(
        self,
        store: ReplayStore,
        past: Past,
        opening: OpenEvents,
        consumers: Consumers,
        clock: Clock,
        ids: IdSource,
    ) -> RunReplay:
        return RunReplay(store, past, opening, consumers, clock, ids, sleep, self._share)

    @singleton
    @provider
    def forget_entries(
        self, entries: OldEntries, consumers: Consumers, clock: Clock
    ) -> ForgetEntries:
        return ForgetEntries(entries, consumers, clock, self._keeping)
