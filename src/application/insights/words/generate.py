"""What is written to a customer, from what is on record of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.access.ports import Access
from application.access.require import require
from application.errors import Unavailable
from application.insights.words.composing import compose
from application.insights.words.freshness import CHANGING, TRIES, written_now
from application.insights.words.keep_draft import NOT_KEPT, KeepDraft
from application.insights.words.ports import DraftKey, Drafts, RecordReader, Relevance
from application.insights.words.wording import Worded, WordLines
from application.service import service
from domain.access import Level
from domain.insights.record import CustomerNotFound, Interaction, Record, within_reach
from domain.insights.words.draft import DraftId
from domain.insights.words.letter import Tone, Wish
from domain.insights.words.period import Period
from domain.principal import Principal

MOST_RELEVANT = 5


@dataclass(frozen=True, slots=True)
class Written:
    """`grounding` are the interactions that were to write about; `ranked_by` how they were chosen.

    `is_nothing_on_record` and `is_opted_out` tell why there is no text.
    """

    text: str
    wish: Wish
    tone: Tone
    worded: Worded
    grounding: tuple[Interaction, ...]
    ranked_by: str
    adverse: int
    snapshot: int
    model: str
    is_nothing_on_record: bool = False
    is_opted_out: bool = False
    regenerated: int = 0
    draft_id: DraftId | None = None


@service
class GenerateContent:
    access: Access
    records: RecordReader
    relevance: Relevance
    wording: WordLines
    drafts: Drafts
    keep: KeepDraft

    def __call__(self, by: Principal, customer_id: int, wish: Wish) -> Written:
        """Return a text that says only what is on record; none for who has nothing on it.

        It is written anew when the record changed meanwhile, so that no letter goes out that does
        not know of the newest complaint. What a model wrote is kept before it is answered; what
        cannot be kept in time is not answered, but the template's words are. Raises
        CustomerNotFound, LevelNotHeld, Unavailable.
        """
        require(self.access, by, Level.VIEW, by.organisation_id, CustomerNotFound)
        within_reach(customer_id)
        return written_now(
            self.records,
            by.organisation_id,
            lambda tries: self._written(by, customer_id, wish, tries),
        )

    def _written(self, by: Principal, customer_id: int, wish: Wish, tries: int) -> Written:
        record = self.records.record(by.organisation_id, customer_id, Period())
        if record is None:
            raise CustomerNotFound
        model = self.wording.writer.name
        key = DraftKey(by.organisation_id, customer_id, record.snapshot, model, wish)
        held = self.drafts.get(key)
        if isinstance(held, Written):
            return held
        written = self._drafted(by, record, wish, tries)
        if written.worded.failure is None:
            self.drafts.put(key, written)
        return written

    def _drafted(self, by: Principal, record: Record, wish: Wish, tries: int) -> Written:
        relevant, ranked_by = self._relevant(record, wish)
        composed = compose(record, wish, relevant)
        worded = (
            self.wording(by.organisation_id, record, composed.lines, composed.sounds)
            if tries < TRIES - 1
            else Worded.unheard(composed.lines, CHANGING)
        )
        worded = composed.fitting(worded)
        behind = {named for one in composed.lines for named in one.interactions}
        text, model = composed.text(worded), self.wording.writer.name
        ids = [one.id for one in relevant]
        draft_id = None
        try:
            draft_id = self.keep(by, record, wish, worded, text, model=model, retrieved=ids)
        except Unavailable:
            worded = composed.fitting(Worded.unheard(composed.lines, NOT_KEPT))
            text = composed.text(worded)
        return Written(
            text=text,
            wish=wish,
            tone=wish.fitting(record),
            worded=worded,
            grounding=tuple(one for one in relevant if one.id in behind),
            ranked_by=ranked_by,
            adverse=record.adverse,
            snapshot=record.snapshot,
            model=model,
            is_nothing_on_record=record.last is None,
            is_opted_out=record.is_opted_out,
            regenerated=tries,
            draft_id=draft_id,
        )

    def _relevant(self, record: Record, wish: Wish) -> tuple[Sequence[Interaction], str]:
        """Return the last interaction and those nearest to what was asked about, in a budget."""
        if record.last is None or record.is_opted_out:
            return (), "nothing"
        others = [one for one in record.newest if one is not record.last]
        query = wish.about or record.last.topic or ""
        try:
            ranked, by = self.relevance.ranked(query, others), "meaning"
        except Unavailable:
            ranked, by = others, "time"
        return (record.last, *ranked[: MOST_RELEVANT - 1]), by
