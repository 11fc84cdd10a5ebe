"""A run: one answer being written, told event by event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NewType
from uuid import UUID

from domain.conversations.conversation import ConversationId
from domain.conversations.message import MessageId
from domain.ids import OrganisationId
from domain.principal import Principal

RunId = NewType("RunId", UUID)


class RunState(StrEnum):
    RUNNING = "running"
    COMPLETED = "completed"
    STOPPED = "stopped"
    FAILED = "failed"


class RunEventKind(StrEnum):
    STARTED = "run.started"
    RETRIEVED = "retrieval.completed"
    TRIMMED = "context.trimmed"
    DELTA = "message.delta"
    CITATION = "citation"
    COMPLETED = "message.completed"
    STOPPED = "run.stopped"
    FAILED = "run.failed"

    @property
    def is_last(self) -> bool:
        return self in {RunEventKind.COMPLETED, RunEventKind.STOPPED, RunEventKind.FAILED}


@dataclass(frozen=True, slots=True)
class RunEvent:
    """`sequence` counts from 1 within the run. What was told stands, whoever goes on after it."""

    sequence: int
    kind: RunEventKind
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`asked_by` is whose eyes it reads with: it finds what they may view, and nothing else."""

    id: RunId
    organisation_id: OrganisationId
    conversation_id: ConversationId
    question_id: MessageId
    answer_id: MessageId
    state: RunState
    attempt: int
    created_at: datetime
    asked_by: Principal

    def begun(self) -> Run:
        """Begin, or go on where the attempt before was left: by another process perhaps."""
        return replace(self, attempt=self.attempt + 1)

    def completed(self) -> Run:
        return replace(self, state=RunState.COMPLETED)

    def stopped(self) -> Run:
        return replace(self, state=RunState.STOPPED)

    def failed(self) -> Run:
        return replace(self, state=RunState.FAILED)
