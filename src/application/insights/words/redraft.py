"""Have a kept draft written once more: by the model that wrote it, or by a shadow of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.errors import Unavailable
from application.insights.words.composing import Composed, compose
from application.insights.words.keep_draft import digest, verdicts
from application.insights.words.ports import RecordReader
from application.insights.words.wording import Worded, WordLines
from application.service import service
from application.writing.ports import Commission
from domain.insights.record import Interaction, Record
from domain.insights.words.draft import Draft, Reply
from domain.insights.words.letter import Wish
from domain.insights.words.period import Period


@dataclass(frozen=True, slots=True)
class Redrafted:
    """What came of it, byte by byte; None where the record changed since, so nobody can tell."""

    reply: Reply
    is_record_changed: bool
    same_prompt: bool | None
    same_reply: bool
    same_text: bool | None


@service
class Redraft:
    """Masks with the salt of the draft; so a writer that is deterministic repeats every byte."""

    records: RecordReader
    wording: WordLines

    def __call__(self, draft: Draft) -> Redrafted:
        """Write and judge anew while the record is what it was; else write alone.

        No letter is written to who opted out since, and nothing of a customer who is gone.
        A model that fails is told of in the reply.
        """
        record = self._record(draft)
        if record is None:
            return self._unwritten("nothing is known of the customer any more")
        if record.is_opted_out and isinstance(draft.asked, Wish):
            return self._unwritten("the customer opted out")
        if record.snapshot != draft.snapshot:
            return self._written(draft)
        composed = compose(record, draft.asked, _retrieved(record, draft))
        worded = self.wording.salted(draft.salt)(
            draft.organisation_id, record, composed.lines, composed.sounds
        )
        return self._compared(draft, composed, worded)

    def _record(self, draft: Draft) -> Record | None:
        period = draft.asked if isinstance(draft.asked, Period) else Period()
        return self.records.record(draft.organisation_id, draft.customer_id, period)

    def _compared(self, draft: Draft, composed: Composed, worded: Worded) -> Redrafted:
        worded = composed.fitting(worded)
        exchange = worded.exchange
        handed = exchange.commission if exchange else Commission(lines=(), wish="")
        said = exchange.reply if exchange else ""
        return Redrafted(
            reply=self._reply(said, worded),
            is_record_changed=False,
            same_prompt=handed == Commission(lines=draft.lines, wish=draft.wish),
            same_reply=(said, worded.failure) == _heard(draft),
            same_text=digest(composed.text(worded)) == draft.digest,
        )

    def _written(self, draft: Draft) -> Redrafted:
        try:
            said, failure = self.wording.written(_commission(draft)), None
        except Unavailable as missing:
            said, failure = "", str(missing)
        same = (said, failure) == _heard(draft)
        changed = failure or "the record changed since, so nothing was judged"
        return self._unjudged(said, changed, same_reply=same)

    def _unwritten(self, why: str) -> Redrafted:
        return self._unjudged("", why, same_reply=False)

    def _unjudged(self, said: str, why: str, *, same_reply: bool) -> Redrafted:
        now, name = self.wording.clock.now(), self.wording.writer.name
        return Redrafted(
            reply=Reply(name, said, (), why, now),
            is_record_changed=True,
            same_prompt=None,
            same_reply=same_reply,
            same_text=None,
        )

    def _reply(self, said: str, worded: Worded) -> Reply:
        now, name = self.wording.clock.now(), self.wording.writer.name
        return Reply(name, said, verdicts(worded), worded.failure, now)


def _commission(draft: Draft) -> Commission:
    return Commission(lines=draft.lines, wish=draft.wish)


def _heard(draft: Draft) -> tuple[str, str | None]:
    return draft.reply.text, draft.reply.failure


def _retrieved(record: Record, draft: Draft) -> Sequence[Interaction]:
    held = {one.id: one for one in record.newest}
    is_letter = isinstance(draft.asked, Wish)
    return [held[one] for one in draft.retrieved if one in held] if is_letter else ()
