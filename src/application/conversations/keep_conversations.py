"""Start, change and end conversations."""

from dataclasses import dataclass

from application.access.ports import Access
from application.access.require import require
from application.clock import Clock
from application.conversations.ports import ConversationsStore, ConversationsWork, EvidenceFinder
from application.service import service
from domain.access import Level, LevelNotHeld
from domain.conversations.conversation import Conversation, ConversationId
from domain.conversations.errors import ConversationNotFound, DocumentsNotOffered
from domain.ids import DocumentId
from domain.principal import Kind, Principal


@dataclass(frozen=True, slots=True)
class NewConversation:
    id: ConversationId
    title: str | None = None
    document_ids: tuple[DocumentId, ...] = ()


@service
class StartConversation:
    store: ConversationsStore
    evidence: EvidenceFinder
    clock: Clock

    def __call__(self, by: Principal, new: NewConversation) -> Conversation:
        """Start a conversation, once for each id; raises LevelNotHeld, DocumentsNotOffered."""
        _may_start(by)
        offered(self.evidence, by, new.document_ids)
        started = Conversation.start(
            by,
            id=new.id,
            title=new.title,
            document_ids=new.document_ids,
            now=self.clock.now(),
        )
        with self.store.transaction() as work:
            if work.conversations.add(started):
                work.owned.add(started.owned)
                work.commit()
                return started
            return work.conversations.by_id(new.id) or started


@dataclass(frozen=True, slots=True)
class ConversationChange:
    """None leaves a field as it is; `seen` is the version that the change was made from."""

    id: ConversationId
    seen: int | None
    title: str | None = None
    document_ids: tuple[DocumentId, ...] | None = None
    archived: bool | None = None


@service
class ChangeConversation:
    store: ConversationsStore
    evidence: EvidenceFinder
    access: Access
    clock: Clock

    def __call__(self, by: Principal, change: ConversationChange) -> Conversation:
        """Raises ConversationNotFound, LevelNotHeld, ConversationChanged, DocumentsNotOffered."""
        require(self.access, by, Level.EDIT, change.id, ConversationNotFound)
        offered(self.evidence, by, change.document_ids or ())
        with self.store.transaction() as work:
            changed = held(work, by, change.id).changed(
                seen=change.seen,
                now=self.clock.now(),
                title=change.title,
                document_ids=change.document_ids,
                archived=change.archived,
            )
            work.conversations.save(changed)
            work.commit()
        return changed


@service
class DeleteConversation:
    store: ConversationsStore
    access: Access

    def __call__(self, by: Principal, id: ConversationId) -> None:
        """Delete it with all its messages; raises ConversationNotFound, LevelNotHeld."""
        require(self.access, by, Level.MANAGE, id, ConversationNotFound)
        with self.store.transaction() as work:
            work.conversations.remove(held(work, by, id))
            work.owned.remove(by, id)
            work.commit()


def held(work: ConversationsWork, by: Principal, id: ConversationId) -> Conversation:
    """Return a conversation of that organisation, held; raises ConversationNotFound."""
    conversation = work.conversations.by_id(id)
    if conversation is None or conversation.organisation_id != by.organisation_id:
        raise ConversationNotFound
    return conversation


def _may_start(by: Principal) -> None:
    """A conversation is somebody's own: a guest's could be nobody's."""
    if by.kind is Kind.GUEST or by.at_most < Level.EDIT:
        raise LevelNotHeld(Level.EDIT, min(by.at_most, Level.VIEW))


def offered(evidence: EvidenceFinder, by: Principal, ids: tuple[DocumentId, ...]) -> None:
    if ids:
        unknown = evidence.unknown(by, ids)
        if unknown:
            raise DocumentsNotOffered(unknown)
