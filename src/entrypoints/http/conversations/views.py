"""What conversations look like from outside."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec

from application.paging import Page
from domain.conversations.conversation import LONGEST_TITLE, Conversation
from entrypoints.http.conversations.document_ids import DocumentIds
from entrypoints.http.paging import cursor
from entrypoints.http.shapes import STORABLE, Moment

Title = Annotated[
    str, msgspec.Meta(min_length=1, max_length=LONGEST_TITLE, extra_json_schema=STORABLE)
]


class ConversationDraft(msgspec.Struct, forbid_unknown_fields=True):
    """Without `document_ids`, every document of the organisation is asked."""

    title: Title | None = None
    document_ids: DocumentIds = []


class ConversationPatch(msgspec.Struct, forbid_unknown_fields=True):
    """A member that is left out, or null, stays as it is."""

    title: Title | None = None
    document_ids: DocumentIds | None = None
    archived: bool | None = None


class ConversationView(msgspec.Struct):
    id: UUID
    title: str
    document_ids: list[UUID]
    archived: bool
    version: int
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, conversation: Conversation) -> ConversationView:
        return cls(
            id=conversation.id,
            title=conversation.title,
            document_ids=list(conversation.document_ids),
            archived=conversation.archived,
            version=conversation.version,
            created_at=conversation.created_at,
            updated_at=conversation.updated_at,
        )


class ConversationList(msgspec.Struct):
    items: list[ConversationView]
    next_cursor: str | None

    @classmethod
    def of(cls, page: Page[Conversation]) -> ConversationList:
        return cls([ConversationView.of(one) for one in page.items], cursor(page.next))
