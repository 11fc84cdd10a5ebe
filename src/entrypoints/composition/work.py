"""What workers do: jobs by their kind, and events by their name."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from injector import Binder, Module, provider, singleton

from application.campaigns.briefs.forget_writings import ForgetWritings
from application.campaigns.files.load_file import LoadFile
from application.campaigns.files.receive_file import LOAD
from application.campaigns.files.sweep_file import SweepFile
from application.campaigns.files.withdraw_file import SWEEP as SWEEP_FILE
from application.clock import Clock
from application.conversations.answer_at_once import AnswerAtOnce
from application.conversations.answer_question import AnswerQuestion
from application.conversations.ask import ANSWER, AskQuestion
from application.conversations.withdraw_evidence import GROUP, WithdrawEvidence
from application.events.consumers.follow_states import FlushStates
from application.events.forgetting.forget_entries import ForgetEntries
from application.events.processing.apply_events import ApplyEvents
from application.events.processing.consumers import Consumers
from application.events.processing.follow_events import FollowEvents
from application.events.processing.opening import TOPIC, OpenEvents
from application.events.processing.publish_events import PublishEvents
from application.events.processing.retry_events import RetryEvents
from application.events.replays.begin_replay import REPLAY
from application.events.replays.run_replay import RunReplay
from application.idempotency.forget_answers import ForgetAnswers
from application.idempotency.ports import IdempotencyStore
from application.ids import IdSource
from application.insights.do_import import DoImport
from application.insights.import_jobs import DO_IMPORT
from application.jobs.ports import JobHandler, JobQueue
from application.jobs.work import DoJob, KeepJob, ReturnJob, TakeJob
from application.knowledge.delete_document import PurgeDocument
from application.knowledge.generations.catch_up import CatchUpGeneration
from application.knowledge.generations.catching_up import CATCH_UP, DROP, POINT
from application.knowledge.generations.drop_generation import DropGeneration
from application.knowledge.generations.point_index import PointIndex
from application.knowledge.ingest_document import IngestDocument
from application.knowledge.reading_jobs import INGEST, PURGE, SWEEP
from application.knowledge.sweep_versions import SweepVersions
from application.messaging.deliver import ByName, DeliverEvents, Follower
from application.messaging.forget_events import ForgetEvents
from application.messaging.ports import EventLog, InboxMarks, Outbox
from application.messaging.relay import RelayOutbox
from application.permissions.access.invitations.invite_member import SEND_INVITATION
from application.permissions.access.invitations.send_invitation import SendInvitation
from application.permissions.access.links.warn_of_tries import WARN_OF_TRIES, WarnOfTries
from application.permissions.expiry.forget_expired import ForgetExpired
from application.permissions.expiry.ports import ExpiredThings, Kind
from application.permissions.people.posting import SEND_LETTER
from application.permissions.people.send_letter import SendLetter
from application.ticks.forget_old_trades import ForgetOldTrades
from domain.knowledge.events import DocumentDeleted
from entrypoints.composition.autowiring import autowire
from entrypoints.composition.indexing import searches_here
from entrypoints.settings import Settings
from entrypoints.workers.answering import AT_WORK, Answering
from entrypoints.workers.kept_leases import KeptLeases
from entrypoints.workers.runner import JobRunner
from entrypoints.workers.tidying import Tidying
from entrypoints.workers.turns import Turns
from entrypoints.workers.worker import Step, Worker

PUBLISH_SECONDS, FLUSH_SECONDS, TOGETHER = 0.02, 5.0, 100


@dataclass(frozen=True, slots=True)
class Followers:
    all: tuple[Follower, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    all: tuple[Step, ...]


class Work(Module):
    def __init__(self, settings: Settings) -> None:
        self._searches_here = searches_here(settings)
        self._turns = Turns(AT_WORK, settings.answer_seconds)
        self._lasting = timedelta(seconds=settings.lease_seconds)
        self._tidy_every = timedelta(hours=settings.tidy_hours)
        self._keeping_keys = timedelta(days=settings.keep_keys_days)
        self._keeping_events = timedelta(days=settings.keep_events_days)
        self._keeping_expired = timedelta(days=settings.keep_expired_days)

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            ReturnJob,
            RelayOutbox,
            DeliverEvents,
        )

    @singleton
    @provider
    def take(self, queue: JobQueue, clock: Clock, ids: IdSource) -> TakeJob:
        return TakeJob(queue, clock, ids, self._lasting)

    @singleton
    @provider
    def keep(self, queue: JobQueue, clock: Clock) -> KeepJob:
        return KeepJob(queue, clock, self._lasting)

    @singleton
    @provider
    def do(
        self,
        ingest: IngestDocument,
        sweep: SweepVersions,
        purge: PurgeDocument,
        catch_up: CatchUpGeneration,
        drop: DropGeneration,
        point: PointIndex,
        answer: AnswerQuestion,
        send: SendLetter,
        invite: SendInvitation,
        warn: WarnOfTries,
        replay: RunReplay,
        load: LoadFile,
        sweep_file: SweepFile,
        do_import: DoImport,
    ) -> DoJob:
        handlers: dict[str, JobHandler] = {
            INGEST: ingest,
            SWEEP: sweep,
            PURGE: purge,
            CATCH_UP: catch_up,
            DROP: drop,
            POINT: point,
            ANSWER: answer,
            SEND_LETTER: send,
            SEND_INVITATION: invite,
            WARN_OF_TRIES: warn,
            REPLAY: replay,
            LOAD: load,
            SWEEP_FILE: sweep_file,
            DO_IMPORT: do_import,
        }
        return DoJob(handlers)

    @singleton
    @provider
    def followers(
        self,
        withdraw: WithdrawEvidence,
        consumers: Consumers,
        opened: OpenEvents,
        apply: ApplyEvents,
    ) -> Followers:
        told = frozenset({TOPIC})
        follow = [FollowEvents(one, opened, apply) for one in consumers.all]
        topics = frozenset({DocumentDeleted.topic})
        return Followers(
            (
                Follower(GROUP, topics, ByName({DocumentDeleted.name: withdraw})),
                *(Follower(one.consumer.name, told, one) for one in follow),
            )
        )

    @singleton
    @provider
    def runner(self, do: DoJob, keep: KeepJob, give_back: ReturnJob) -> JobRunner:
        return JobRunner(do, KeptLeases(keep), give_back)

    @singleton
    @provider
    def answering(
        self,
        executor: Executor,
        runner: JobRunner,
        ask: AskQuestion,
        answer: AnswerQuestion,
        at_once: AnswerAtOnce,
    ) -> Answering:
        is_here = answer.compose.writer.at_once and self._searches_here
        turns = self._turns if is_here else None
        return Answering(executor, runner, ask, answer, at_once, turns)

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
        trades: ForgetOldTrades,
    ) -> Tidying:
        kept: dict[str, Callable[[], int]] = {
            "idempotency_keys": answers,
            "events": events,
            "journal": entries,
            "brief_writings": writings,
            "trades": trades,
        }
        kinds = {kind.value: partial(expired, kind) for kind in Kind}
        return Tidying({**kept, **kinds}, self._tidy_every)

    @singleton
    @provider
    def worker(
        self,
        take: TakeJob,
        runner: JobRunner,
        steps: Steps,
        deliver: DeliverEvents,
        followers: Followers,
        tidying: Tidying,
    ) -> Worker:
        return Worker(take, runner, steps.all, deliver, followers.all, tidying)

    @singleton
    @provider
    def steps(
        self,
        relay: RelayOutbox,
        publish: PublishEvents,
        retry: RetryEvents,
        flush: FlushStates,
        consumers: Consumers,
    ) -> Steps:
        retries = [Step(f"retry-{one.name}", partial(retry, one), 0.2) for one in consumers.all]
        return Steps(
            (
                Step("relay", relay),
                Step("publish", publish, PUBLISH_SECONDS, TOGETHER),
                *retries,
                Step("flush-states", flush, FLUSH_SECONDS),
            )
        )
