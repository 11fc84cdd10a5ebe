"""What a model was told of a customer, what it wrote, and what became of it: nothing personal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, NewType
from uuid import UUID

from domain.errors import NotFound
from domain.ids import OrganisationId, UserId
from domain.insights.words.letter import Wish
from domain.insights.words.period import Period

DraftId = NewType("DraftId", UUID)


class DraftNotFound(NotFound):
    code: ClassVar[str] = "draft_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such draft")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a model's sentence was taken; the kinds of doubts tell why it was not."""

    taken: bool
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wrote, with tokens for what is personal, and how each line of it was judged.

    There is no verdict where nothing could be judged: `failure` tells why.
    """

    model: str
    text: str
    verdicts: tuple[Verdict, ...]
    failure: str | None
    at: datetime

    @property
    def taken(self) -> int:
        return sum(one.taken for one in self.verdicts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`lines` and `wish` are the prompt, masked with the `salt`; `retrieved` went into it.

    `digest` is SHA-256 of the text that was answered. A `shadow` wrote beside the model from the
    same prompt, and nobody was shown it.
    """

    id: DraftId
    organisation_id: OrganisationId
    customer_id: int
    asked_by: UserId
    asked: Wish | Period
    snapshot: int
    lines: tuple[str, ...]
    wish: str
    salt: str
    retrieved: tuple[UUID, ...]
    reply: Reply
    digest: str
    shadow: Reply | None = None
