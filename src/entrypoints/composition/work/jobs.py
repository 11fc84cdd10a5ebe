"""Jobs by their kind, and what they are taken, kept and done with."""

from concurrent.futures import Executor
from datetime import timedelta

from injector import Binder, Injector, Module, provider, singleton

from application.campaigns.files.load_file import LoadFile
from application.campaigns.files.receive_file import LOAD
from application.campaigns.files.sweep_file import SweepFile
from application.campaigns.files.withdraw_file import SWEEP as SWEEP_FILE
from application.clock import Clock
from application.conversations.answer_at_once import AnswerAtOnce
from application.conversations.answer_question import AnswerQuestion
from application.conversations.ask import ANSWER, AskQuestion
from application.events.replays.begin_replay import REPLAY
from application.events.replays.run_replay import RunReplay
from application.ids import IdSource
from application.insights.do_import import DoImport
from application.insights.import_jobs import DO_IMPORT
from application.insights.words.keep_draft import SHADOW
from application.insights.words.shadow import ShadowDraft
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
from application.permissions.access.invitations.invite_member import SEND_INVITATION
from application.permissions.access.invitations.send_invitation import SendInvitation
from application.permissions.access.links.warn_of_tries import WARN_OF_TRIES, WarnOfTries
from application.permissions.people.posting import SEND_LETTER
from application.permissions.people.send_letter import SendLetter
from entrypoints.composition.autowiring import autowire
from entrypoints.composition.indexing import searches_here
from entrypoints.settings import Settings
from entrypoints.workers.answering import AT_WORK, Answering
from entrypoints.workers.kept_leases import KeptLeases
from entrypoints.workers.runner import JobRunner
from entrypoints.workers.turns import Turns

HANDLERS: dict[str, type[JobHandler]] = {
    INGEST: IngestDocument,
    SWEEP: SweepVersions,
    PURGE: PurgeDocument,
    CATCH_UP: CatchUpGeneration,
    DROP: DropGeneration,
    POINT: PointIndex,
    ANSWER: AnswerQuestion,
    SEND_LETTER: SendLetter,
    SEND_INVITATION: SendInvitation,
    WARN_OF_TRIES: WarnOfTries,
    REPLAY: RunReplay,
    LOAD: LoadFile,
    SWEEP_FILE: SweepFile,
    DO_IMPORT: DoImport,
    SHADOW: ShadowDraft,
}


class Jobs(Module):
    def __init__(self, settings: Settings) -> None:
        self._searches_here = searches_here(settings)
        self._turns = Turns(AT_WORK, settings.answer_seconds)
        self._lasting = timedelta(seconds=settings.lease_seconds)

    def configure(self, binder: Binder) -> None:
        autowire(binder, ReturnJob, KeptLeases, JobRunner)

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
    def do(self, injector: Injector) -> DoJob:
        return DoJob({kind: injector.get(handler) for kind, handler in HANDLERS.items()})

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
