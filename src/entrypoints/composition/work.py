"""What workers do: jobs by their kind, and events by their name."""

from concurrent.futures import Executor
from datetime import timedelta

from injector import Module, provider, singleton

from application.clock import Clock
from application.conversations.answer_question import AnswerQuestion
from application.conversations.ask import ANSWER
from application.conversations.withdraw_evidence import GROUP, WithdrawEvidence
from application.ids import IdSource
from application.jobs.ports import JobHandler, JobQueue
from application.jobs.work import DoJob, KeepJob, ReturnJob, TakeJob
from application.knowledge.delete_document import PurgeDocument
from application.knowledge.generations.catch_up import CatchUpGeneration
from application.knowledge.generations.catching_up import CATCH_UP, DROP
from application.knowledge.generations.drop_generation import DropGeneration
from application.knowledge.ingest_document import IngestDocument
from application.knowledge.reading_jobs import INGEST, PURGE, SWEEP
from application.knowledge.sweep_versions import SweepVersions
from application.messaging.deliver import DeliverEvents, Follower
from application.messaging.ports import EventLog, Outbox
from application.messaging.relay import RelayOutbox
from application.permissions.access.invitations.invite_member import SEND_INVITATION
from application.permissions.access.invitations.send_invitation import SendInvitation
from domain.knowledge.events import DocumentDeleted
from entrypoints.settings import Settings
from entrypoints.workers.answering import Answering
from entrypoints.workers.runner import JobRunner
from entrypoints.workers.worker import Worker


class Work(Module):
    def __init__(self, settings: Settings) -> None:
        self._lasting = timedelta(seconds=settings.lease_seconds)

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
        answer: AnswerQuestion,
        invite: SendInvitation,
    ) -> DoJob:
        handlers: dict[str, JobHandler] = {
            INGEST: ingest,
            SWEEP: sweep,
            PURGE: purge,
            CATCH_UP: catch_up,
            DROP: drop,
            ANSWER: answer,
            SEND_INVITATION: invite,
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
        return JobRunner(do, keep, give_back)

    @singleton
    @provider
    def answering(self, executor: Executor, runner: JobRunner) -> Answering:
        return Answering(executor, runner)

    @singleton
    @provider
    def worker(
        self,
        take: TakeJob,
        runner: JobRunner,
        relay: RelayOutbox,
        deliver: DeliverEvents,
        conversations: Follower,
    ) -> Worker:
        return Worker(take, runner, relay, deliver, (conversations,))
