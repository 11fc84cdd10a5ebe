"""Events, bound to their seals."""

from random import SystemRandom

from injector import Module, provider, singleton

from adapters.events.documents import KnowledgeDocuments
from adapters.events.formats.body_formats import BodyFormats
from adapters.events.keys.wrapping import AesWrapping
from adapters.events.seals import AesSeals
from application.access.ports import Access
from application.access.shared_levels import SharedLevels
from application.clock import Clock
from application.events.accept_events import AcceptEvents
from application.events.consumers.follow_states import FlushStates, FollowStates
from application.events.consumers.hand_in_documents import Documents, HandInDocuments
from application.events.consumers.tally import TallyEvents
from application.events.dead_letters.ports import DeadLetters
from application.events.dead_letters.read_dead_letters import FindDeadLetter, ListDeadLetters
from application.events.dead_letters.redrive_dead_letters import RedriveDeadLetters
from application.events.erasing.erase_subject import EraseSubject
from application.events.erasing.ports import Erasures
from application.events.erasing.read_erasure import ReadErasure
from application.events.formats import Formats
from application.events.group_commit import GroupCommit
from application.events.keyring import Keyring
from application.events.ports import Journal, Seals, SubjectKeys, Wrapping
from application.events.processing.apply_events import ApplyEvents
from application.events.processing.consumers import Consumers
from application.events.processing.failing import Failing
from application.events.processing.opening import OpenEvents
from application.events.processing.ports import ProcessingStore, Relays
from application.events.processing.publish_events import PublishEvents
from application.events.processing.retry_events import RetryEvents
from application.events.schemas.fit_events import FitEvents
from application.events.sealing import SealEvents
from application.events.telling.ports import ProgressReader
from application.events.telling.read_status import ReadStatus
from application.events.telling.read_streams import ReadStreams, StreamsReader
from application.ids import IdSource
from application.knowledge.delete_document import DeleteDocument
from application.knowledge.erasure import ReadErasure as ReadDocumentErasure
from application.knowledge.receive_document import ReceiveDocument
from application.messaging.ports import EventLog
from domain.events.privacy import redact
from domain.permissions.people.root_secret import RootSecret
from entrypoints.observability.failures import event_failed


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
    def formats(self) -> Formats:
        return BodyFormats()

    @singleton
    @provider
    def opened(self, journal: Journal, keyring: Keyring, seals: Seals) -> OpenEvents:
        return OpenEvents(journal, keyring, seals)

    @singleton
    @provider
    def failing(self, clock: Clock, ids: IdSource) -> Failing:
        return Failing(
            clock, ids, SystemRandom().random, lambda text: str(redact(text).value), event_failed
        )

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
    def flush(self, store: ProcessingStore, clock: Clock) -> FlushStates:
        return FlushStates(store, clock)

    @singleton
    @provider
    def list_letters(self, access: Access, letters: DeadLetters) -> ListDeadLetters:
        return ListDeadLetters(access, letters)

    @singleton
    @provider
    def find_letter(
        self, access: Access, letters: DeadLetters, opened: OpenEvents
    ) -> FindDeadLetter:
        return FindDeadLetter(access, letters, opened)

    @singleton
    @provider
    def redrive(
        self,
        access: Access,
        letters: DeadLetters,
        store: ProcessingStore,
        consumers: Consumers,
        clock: Clock,
    ) -> RedriveDeadLetters:
        return RedriveDeadLetters(access, letters, store, consumers, clock)

    @singleton
    @provider
    def erase(
        self,
        access: Access,
        seals: Seals,
        erasures: Erasures,
        documents: Documents,
        clock: Clock,
        ids: IdSource,
    ) -> EraseSubject:
        return EraseSubject(access, seals, erasures, documents, clock, ids)

    @singleton
    @provider
    def read_erasure(self, access: Access, erasures: Erasures, documents: Documents) -> ReadErasure:
        return ReadErasure(access, erasures, documents)

    @singleton
    @provider
    def streams(
        self, access: Access, reader: StreamsReader, log: EventLog, consumers: Consumers
    ) -> ReadStreams:
        return ReadStreams(access, reader, log, consumers)

    @singleton
    @provider
    def status(
        self,
        access: Access,
        journal: Journal,
        relays: Relays,
        keys: SubjectKeys,
        progress: ProgressReader,
        consumers: Consumers,
    ) -> ReadStatus:
        return ReadStatus(access, journal, relays, keys, progress, consumers)

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
