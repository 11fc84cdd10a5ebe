"""What is known of events that came before, bound to the world."""

from datetime import timedelta
from time import sleep

from injector import Module, provider, singleton

from application.access.ports import Access
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
from application.events.telling.ports import HistoryReader
from application.ids import IdSource
from entrypoints.settings import Settings


class EventHistory(Module):
    def __init__(self, settings: Settings) -> None:
        self._share = settings.rebuild_share
        self._keeping = timedelta(days=settings.keep_journal_days)

    @singleton
    @provider
    def list_events(
        self, access: Access, reader: HistoryReader, consumers: Consumers
    ) -> ListEvents:
        return ListEvents(access, reader, consumers)

    @singleton
    @provider
    def begin_replay(
        self,
        access: Access,
        store: ReplayStore,
        past: Past,
        consumers: Consumers,
        clock: Clock,
        ids: IdSource,
    ) -> BeginReplay:
        return BeginReplay(access, store, past, consumers, clock, ids)

    @singleton
    @provider
    def cancel_replay(self, access: Access, store: ReplayStore, clock: Clock) -> CancelReplay:
        return CancelReplay(access, store, clock)

    @singleton
    @provider
    def read_replays(self, access: Access, store: ReplayStore) -> ReadReplays:
        return ReadReplays(access, store)

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
