"""What is forgotten in time."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from injector import Module, provider, singleton

from application.campaigns.briefs.forget_writings import ForgetWritings
from application.clock import Clock
from application.events.forgetting.forget_entries import ForgetEntries
from application.idempotency.forget_answers import ForgetAnswers
from application.idempotency.ports import IdempotencyStore
from application.insights.words.forget_drafts import ForgetDrafts
from application.messaging.forget_events import ForgetEvents
from application.messaging.ports import EventLog, InboxMarks, Outbox
from application.permissions.expiry.forget_expired import ForgetExpired
from application.permissions.expiry.ports import ExpiredThings, Kind
from application.ticks.forget_old_incidents import ForgetOldIncidents
from application.ticks.forget_old_trades import ForgetOldTrades
from entrypoints.composition.work.events import Followers
from entrypoints.settings import Settings
from entrypoints.workers.tidying import Tidying


class Forgetting(Module):
    def __init__(self, settings: Settings) -> None:
        self._tidy_every = timedelta(hours=settings.tidy_hours)
        self._keeping_keys = timedelta(days=settings.keep_keys_days)
        self._keeping_events = timedelta(days=settings.keep_events_days)
        self._keeping_expired = timedelta(days=settings.keep_expired_days)

    @singleton
    @provider
    def forget_events(
        self,
        outbox: Outbox,
        log: EventLog,
        marks: InboxMarks,
        clock: Clock,
        followers: Followers,
    ) -> ForgetEvents:
        groups = [one.group for one in followers.all]
        return ForgetEvents(outbox, log, marks, clock, groups, self._keeping_events)

    @singleton
    @provider
    def forget_answers(self, store: IdempotencyStore, clock: Clock) -> ForgetAnswers:
        return ForgetAnswers(store, clock, self._keeping_keys)

    @singleton
    @provider
    def forget_expired(self, things: ExpiredThings, clock: Clock) -> ForgetExpired:
        return ForgetExpired(things, clock, self._keeping_expired)

    @singleton
    @provider
    def tidying(
        self,
        answers: ForgetAnswers,
        events: ForgetEvents,
        entries: ForgetEntries,
        expired: ForgetExpired,
        writings: ForgetWritings,
        drafts: ForgetDrafts,
        trades: ForgetOldTrades,
        incidents: ForgetOldIncidents,
    ) -> Tidying:
        kept: dict[str, Callable[[], int]] = {
            "idempotency_keys": answers,
            "events": events,
            "journal": entries,
            "brief_writings": writings,
            "insight_drafts": drafts,
            "trades": trades,
            "tick_incidents": incidents,
        }
        kinds = {kind.value: partial(expired, kind) for kind in Kind}
        return Tidying({**kept, **kinds}, self._tidy_every)
