"""A conversation: one person's questions to a chosen set of documents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType
from uuid import UUID

from domain.access import Owned
from domain.conversations.errors import ConversationChanged
from domain.ids import DocumentId, OrganisationId, UserId
from domain.principal import Principal

ConversationId = NewType("ConversationId", UUID)
LONGEST_TITLE = 200
UNTITLED = "New conversation"
CONVERSATION = "conversation"
"""What permissions call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """`document_ids` empty means every document its organisation holds.

    An `archived` one is left out of the usual list, and nothing else.
    """

    id: ConversationId
    organisation_id: OrganisationId
    owner_id: UserId
    title: str
    document_ids: tuple[DocumentId, ...]
    version: int
    created_at: datetime
    updated_at: datetime
    archived: bool = False

    @classmethod
    def start(
        cls, by: Principal, *, id: ConversationId, title: str | None,
        document_ids: tuple[DocumentId, ...], now: datetime,
    ) -> Conversation:  # fmt: skip
        return cls(
            id=id,
            organisation_id=by.organisation_id,
            owner_id=by.user_id,
            title=_tidy(title or ""),
            document_ids=tuple(dict.fromkeys(document_ids)),
            version=1,
            created_at=now,
            updated_at=now,
        )

    @property
    def owned(self) -> Owned:
        """Return what permissions know of it: it is its owner's own, until they share it."""
        return Owned(
            id=self.id,
            kind=CONVERSATION,
            organisation_id=self.organisation_id,
            owner_id=self.owner_id,
            inherits=False,
        )

    def changed(
        self, *, seen: int | None, now: datetime, title: str | None = None,
        document_ids: tuple[DocumentId, ...] | None = None, archived: bool | None = None,
    ) -> Conversation:  # fmt: skip
        """Rename it, choose other documents, put it away or take it back.

        `seen` is the version the change was made from, or None for any; raises
        ConversationChanged when another change came in between.
        """
        if seen is not None and seen != self.version:
            raise ConversationChanged(self.version)
        return replace(
            self,
            title=self.title if title is None else _tidy(title),
            document_ids=self.document_ids
            if document_ids is None
            else tuple(dict.fromkeys(document_ids)),
            archived=self.archived if archived is None else archived,
            version=self.version + 1,
            updated_at=now,
        )

    def asked(self, question: str, *, now: datetime) -> Conversation:
        """Move it to the top; a conversation without a title takes its first question's."""
        title = _tidy(question) if self.title == UNTITLED else self.title
        return replace(self, title=title, updated_at=now)


def _tidy(title: str) -> str:
    return " ".join(title.split())[:LONGEST_TITLE] or UNTITLED
