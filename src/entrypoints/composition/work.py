"""What workers do: jobs by their kind, and events by their name."""

from concurrent.futures import Executor
from datetime import timedelta
from functools import partial

from injector import Module, provider, singleton

from application.clock import Clock
from application.conversations.answer_question import AnswerQuestion
from application.conversations.ask import ANSWER
from application.conversations.withdraw_evidence import GROUP, WithdrawEvidence
from application.idempotency.forget_answers import ForgetAnswers
from application.idempotency.ports import IdempotencyStore
from application.ids import IdSource
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
from application.messaging.deliver import DeliverEvents, Follower
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
from domain.knowledge.events import DocumentDeleted
from entrypoints.settings import Settings
from entrypoints.workers.answering import Answering
from entrypoints.workers.kept_leases import KeptLeases
from entrypoints.workers.runner import JobRunner
from entrypoints.workers.tidying import Tidying
from entrypoints.workers.worker import Worker


class Work(Module):
    def __init__(self, settings: Settings) -> None:
        self._lasting = timedelta(seconds=settings.lease_seconds)
        self._tidy_every = timedelta(hours=settings.tidy_hours)
        self._keeping_keys = timedelta(days=settings.keep_keys_days)
        self._keeping_events = timedelta(days=settings.keep_events_days)
        self._keeping_expired = timedelta(days=settings.keep_expired_days)

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
    def give_back(self, queue: JobQueue, clock: Clock) -> ReturnJob:
        return ReturnJob(queue, clock)

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
        }
        return DoJob(handlers)

    @singleton
    @provider
    def relay(self, outbox: Outbox, log: EventLog) -> RelayOutbox:
        return RelayOutbox(outbox, log)

    @singleton
    @provider
    def deliver(self, log: EventLog) -> DeliverEvents:
        return DeliverEvents(log)

    @singleton
    @provider
    def conversations(self, withdraw: WithdrawEvidence) -> Follower:
        topics = frozenset({DocumentDeleted.topic})
        return Follower(GROUP, topics, {DocumentDeleted.name: withdraw})

    @singleton
    @provider
    def runner(self, do: DoJob, keep: KeepJob, give_back: ReturnJob) -> JobRunner:
        return JobRunner(do, KeptLeases(keep), give_back)

    @singleton
    @provider
    def answering(self, executor: Executor, runner: JobRunner, answer: AnswerQuestion) -> Answering:
        return Answering(executor, runner, answer)

    @singleton
    @provider
    def forget_events(
        self, outbox: Outbox, log: EventLog, marks: InboxMarks, clock: Clock, follower: Follower
    ) -> ForgetEvents:
        return ForgetEvents(outbox, log, marks, clock, (follower.group,), self._keeping_events)

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
        self, answers: ForgetAnswers, events: ForgetEvents, expired: ForgetExpired
    ) -> Tidying:
        kinds = {kind.value: partial(expired, kind) for kind in Kind}
        return Tidying({"idempotency_keys": answers, "events": events, **kinds}, self._tidy_every)

    @singleton
    @provider
    def worker(
        self,
        take: TakeJob,
        runner: JobRunner,
        relay: RelayOutbox,
        deliver: DeliverEvents,
        conversations: Follower,
        tidying: Tidying,
    ) -> Worker:
        return Worker(take, runner, relay, deliver, (conversations,), tidying)
