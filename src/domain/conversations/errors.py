"""Why conversations said no."""

from collections.abc import Iterable
from uuid import UUID

from domain.errors import Conflict, Invalid, NotFound
from domain.ids import DocumentId


class ConversationNotFound(NotFound):
    code = "conversation_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such conversation")


class TranscriptWithheld(Conflict):
    code = "transcript_withheld"

    def __init__(self) -> None:
        super().__init__(
            "the answer quotes a document that you may not view any more: read its message instead"
        )


class RunNotFound(NotFound):
    code = "run_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such run")


class MessageNotFound(NotFound):
    code = "message_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such answer")


class ConversationChanged(Conflict):
    code = "conversation_changed"

    def __init__(self, version: int) -> None:
        super().__init__(f"somebody changed it first; it is now at version {version}")


class ConversationBusy(Conflict):
    code = "conversation_busy"

    def __init__(self, run_id: UUID | None) -> None:
        self.run_id = run_id
        which = f": follow or stop run {run_id}" if run_id else ""
        super().__init__(f"an answer is being written in this conversation{which}")


class QuestionEmpty(Invalid):
    code = "question_empty"

    def __init__(self) -> None:
        super().__init__("a message needs words")


class QueryEmpty(Invalid):
    code = "query_empty"

    def __init__(self) -> None:
        super().__init__("a query needs words")


class QuestionTooLong(Invalid):
    code = "question_too_long"

    def __init__(self, tokens: int) -> None:
        super().__init__(f"the question is longer than the model reads: about {tokens} tokens")


class DocumentsNotOffered(Invalid):
    code = "documents_unknown"

    def __init__(self, unknown: Iterable[DocumentId]) -> None:
        self.unknown = tuple(sorted(unknown))
        super().__init__(f"no such documents: {', '.join(str(one) for one in self.unknown)}")
