"""Events, bound to their seals."""

from random import SystemRandom

from injector import Binder, Module, provider, singleton

from adapters.events.documents import KnowledgeDocuments
from adapters.events.formats.body_formats import BodyFormats
from adapters.events.journal_log import JournalLog
from adapters.events.keys.wrapping import AesWrapping
from adapters.events.seals import AesSeals
from application.access.ports import Access
from application.access.shared_levels import SharedLevels
from application.clock import Clock
from application.events.accept_events import AcceptEvents
from application.events.consumers.follow_states import FlushStates, FollowStates
from application.events.consumers.hand_in_documents import Documents, HandInDocuments
from application.events.consumers.tally import TallyEvents
from application.events.dead_letters.read_dead_letters import FindDeadLetter, ListDeadLetters
from application.events.dead_letters.redrive_dead_letters import RedriveDeadLetters
from application.events.erasing.erase_subject import EraseSubject
from application.events.erasing.read_erasure import ReadErasure
from application.events.formats import Formats
from application.events.group_commit import GroupCommit
from application.events.keyring import Keyring
from application.events.ports import Journal, Seals, SubjectKeys, Wrapping
from application.events.processing.apply_events import ApplyEvents
from application.events.processing.carry_to_log import CarryToLog
from application.events.processing.consumers import Consumers
from application.events.processing.failing import Failing
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Carrying, Relays
from application.events.processing.publish_events import PublishEvents
from application.events.processing.retry_events import RetryEvents
from application.events.schemas.fit_events import FitEvents
from application.events.sealing import SealEvents
from application.events.telling.read_status import ReadStatus
from application.events.telling.read_streams import ReadStreams
from application.ids import IdSource
from application.knowledge.delete_document import DeleteDocument
from application.knowledge.erasure import ReadErasure as ReadDocumentErasure
from application.knowledge.receive_document import ReceiveDocument
from application.messaging.ports import EventLog
from domain.events.privacy import redact
from domain.permissions.people.root_secret import RootSecret
from entrypoints.composition.autowiring import autowire
from entrypoints.observability.failures import event_failed, event_unread


class Events(Module):
    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            SealEvents,
            ApplyEvents,
            RetryEvents,
            PublishEvents,
            FlushStates,
            ListDeadLetters,
            FindDeadLetter,
            RedriveDeadLetters,
            EraseSubject,
            ReadErasure,
            ReadStreams,
            ReadStatus,
        )

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
    def opened(self, journal: Journal, keyring: Keyring, seals: Seals) -> OpenEvents:
        return OpenEvents(journal, keyring, seals, event_unread)

    @singleton
    @provider
    def formats(self) -> Formats:
        return BodyFormats()

    @singleton
    @provider
    def failing(self, clock: Clock, ids: IdSource) -> Failing:
        return Failing(
            clock, ids, SystemRandom().random, lambda text: str(redact(text).value), event_failed
        )

    @singleton
    @provider
    def documents(
        self, receive: ReceiveDocument, delete: DeleteDocument, erasure: ReadDocumentErasure
    ) -> Documents:
        return KnowledgeDocuments(receive, delete, erasure)

    @singleton
    @provider
    def consumers(self, documents: Documents, clock: Clock) -> Consumers:
        return Consumers((TallyEvents(), FollowStates(clock), HandInDocuments(documents)))

    @singleton
    @provider
    def carrying(
        self, log: EventLog, opened: OpenEvents, relays: Relays, consumers: Consumers
    ) -> Carrying:
        """Where the log reads the journal itself, it is what carries."""
        return log if isinstance(log, JournalLog) else CarryToLog(opened, log, relays, consumers)

    @singleton
    @provider
    def accept(
        self,
        access: Access,
        journal: Journal,
        seal: SealEvents,
        fit: FitEvents,
        clock: Clock,
    ) -> AcceptEvents:
        return AcceptEvents(SharedLevels(access), GroupCommit(journal), seal, fit, clock)
