"""Have an answer written, claim by claim, and keep those that stand on a quote."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace

from application.conversations.metering import Meter
from application.conversations.ports import AnswerWriter, ConversationsReader
from application.conversations.retelling import Transcript
from application.conversations.task import Task, goes_on
from application.conversations.telling import Told, claimed
from application.errors import Unavailable
from application.service import service
from domain.conversations.claims import Claim, claims
from domain.conversations.context_budget import Context
from domain.conversations.grounding import Draft
from domain.conversations.run import Run

LONGEST_ANSWER = 20_000
"""In characters; a writer that has not come to an end by then is going in circles."""
Tell = Callable[[Sequence[Told]], None]


class NoEnd(Exception):
    """The writer says more than an answer may hold."""


@service
class WriteAnswer:
    """What was told stands.

    An attempt that follows one that died says nothing of it again: it writes anew from the same
    evidence, keeps silent as long as that repeats what was told, claim by claim, and goes on from
    there. Where it would say something else, the answer ends with what was told.
    """

    reader: ConversationsReader
    writer: AnswerWriter

    def __call__(self, task: Task, context: Context, meter: Meter, tell: Tell) -> Draft:
        """Tell each claim as soon as it stands; raises Unavailable, LeaseLost, RunOver."""
        again, draft = iter(task.told.claims), Draft(context.evidence)
        try:
            with closing(self._claims(task, context, meter)) as said:
                for claim in said:
                    draft, grounded = draft.weighed(claim)
                    if grounded is None:
                        continue
                    before = next(again, None)
                    if before is None:
                        tell(claimed(grounded))
                    elif before != grounded:
                        return _as_told(task.told, draft)
        except NoEnd:
            draft = draft.cut()
        return draft if next(again, None) is None else _as_told(task.told, draft)

    def _claims(self, task: Task, context: Context, meter: Meter) -> Generator[Claim]:
        """Yield what the writer claims; closing ends its call. Without evidence nobody is asked."""
        if context.evidence:
            with closing(meter.writing(self.writer, task.question, context)) as pieces:
                yield from claims(self._heard(task.run, pieces))

    def _heard(self, run: Run, pieces: Iterable[str]) -> Iterator[str]:
        """Look up at each breath whether the run goes on; raises RunOver, LeaseLost and NoEnd."""
        length = 0
        for piece in pieces:
            if not piece:
                self._look(run)
            length += len(piece)
            if length > LONGEST_ANSWER:
                raise NoEnd
            yield piece

    def _look(self, run: Run) -> None:
        with suppress(Unavailable):  # then at the next breath
            goes_on(self.reader.run(run.organisation_id, run.id), run)


def _as_told(told: Transcript, draft: Draft) -> Draft:
    return replace(draft.cut(), content=told.content, citations=told.citations)
