"""Keep what was handed to a model and what it wrote, so that it can be looked at and replayed."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import chain, count
from typing import Final
from uuid import UUID

from application.clock import Clock
from application.ids import IdSource
from application.insights.words.ports import DraftLog
from application.insights.words.wording import Sentence, Worded
from application.jobs.ports import job_for
from application.service import service
from domain.insights.masking import masks_for
from domain.insights.record import Record
from domain.insights.words.draft import Draft, DraftId, Reply, Verdict
from domain.insights.words.letter import Wish
from domain.insights.words.period import Period
from domain.principal import Principal

SHADOWING, SHADOW = "shadowing", "shadow_draft"
PATIENCE: Final = 2.0
"""In seconds, that a text waits to be kept while others write, a large import among them."""
NOT_KEPT: Final = "what was written could not be kept in time"


@service
class KeepDraft:
    """What a letter was to be about is masked, as the prompt is.

    Where a model is `shadowed`, a job has another one write from the same prompt.
    """

    log: DraftLog
    clock: Clock
    ids: IdSource
    shadowed: bool = False
    patience: float = PATIENCE

    def __call__(
        self,
        by: Principal,
        record: Record,
        asked: Wish | Period,
        worded: Worded,
        text: str,
        *,
        model: str,
        retrieved: Sequence[UUID] = (),
    ) -> DraftId | None:
        """Return its id; None where nothing was handed to a model.

        Raises Unavailable, then nothing of it may be shown.
        """
        exchange = worded.exchange
        if exchange is None:
            return None
        now = self.clock.now()
        draft = Draft(
            id=DraftId(self.ids.new()),
            organisation_id=by.organisation_id,
            customer_id=record.customer_id,
            asked_by=by.user_id,
            asked=_masked(asked, record, exchange.salt),
            snapshot=record.snapshot,
            lines=exchange.commission.lines,
            wish=exchange.commission.wish,
            salt=exchange.salt,
            retrieved=tuple(retrieved),
            reply=Reply(model, exchange.reply, verdicts(worded), worded.failure, now),
            digest=digest(text),
        )
        job = job_for(
            draft.id,
            id=self.ids.new(),
            queue=SHADOWING,
            kind=SHADOW,
            organisation_id=draft.organisation_id,
        )
        self.log.keep(draft, job if self.shadowed else None, self.patience)
        return draft.id


def _masked(asked: Wish | Period, record: Record, salt: str) -> Wish | Period:
    """Return what was asked for with tokens for what is personal in what it was about."""
    if isinstance(asked, Period):
        return asked
    known = (record.name,) if record.name else ()
    salts = chain((salt,), map(f"{salt}x{{}}".format, count()))
    return replace(asked, about=masks_for([asked.about], known, salts).mask(asked.about))


def verdicts(worded: Worded) -> tuple[Verdict, ...]:
    """Return how each line that was handed to a model was judged; none where it was not heard."""
    if worded.failure is not None:
        return ()
    return tuple(_verdict(one) for one in worded.sentences if not one.line.fixed)


def _verdict(one: Sentence) -> Verdict:
    return Verdict(not one.doubts, tuple(each.kind.value for each in one.doubts))


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
