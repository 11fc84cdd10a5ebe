"""What runs look like from outside."""

from __future__ import annotations

from uuid import UUID

import msgspec

from domain.conversations.run import Run, RunState


class RunView(msgspec.Struct):
    """`message_id` is the answer's; it can be read once `state` is completed or stopped."""

    id: UUID
    conversation_id: UUID
    question_id: UUID
    message_id: UUID
    state: RunState

    @classmethod
    def of(cls, run: Run) -> RunView:
        return cls(
            id=run.id,
            conversation_id=run.conversation_id,
            question_id=run.question_id,
            message_id=run.answer_id,
            state=run.state,
        )
