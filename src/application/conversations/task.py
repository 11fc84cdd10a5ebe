"""What a run works on, and whether it is still its own to work on."""

from __future__ import annotations

from dataclasses import dataclass

from application.conversations.retelling import Transcript
from application.jobs.ports import LeaseLost
from domain.conversations.asking import AS_USUAL, Asking
from domain.conversations.conversation import Conversation
from domain.conversations.message import Turn
from domain.conversations.run import Run, RunState
from domain.ids import DocumentId
from domain.principal import Principal

NOTHING_TOLD = Transcript()


class RunOver(Exception):
    """The run was ended by somebody else: stopped, or failed."""


@dataclass(frozen=True, slots=True)
class Task:
    """A run as it stood when it began, and what attempts before this one told."""

    run: Run
    conversation: Conversation
    question: str
    history: tuple[Turn, ...]
    told: Transcript = NOTHING_TOLD
    asking: Asking = AS_USUAL

    @property
    def by(self) -> Principal:
        return self.run.asked_by

    @property
    def document_ids(self) -> tuple[DocumentId, ...]:
        chosen = self.asking.document_ids
        return self.conversation.document_ids if chosen is None else chosen


def goes_on(held: Run | None, run: Run) -> None:
    """Raises LeaseLost when another attempt writes it or it was deleted, RunOver when it ended."""
    if held is None or held.attempt != run.attempt:
        raise LeaseLost
    if held.state is not RunState.RUNNING:
        raise RunOver
