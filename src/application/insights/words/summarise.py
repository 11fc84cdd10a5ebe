"""What is on record of a customer, counted and told."""

from __future__ import annotations

from dataclasses import dataclass

from application.access.ports import Access
from application.access.require import require
from application.errors import Unavailable
from application.insights.words.composing import Composed, compose
from application.insights.words.freshness import CHANGING, TRIES, written_now
from application.insights.words.keep_draft import NOT_KEPT, KeepDraft
from application.insights.words.ports import DraftKey, Drafts, RecordReader
from application.insights.words.wording import Worded, WordLines
from application.service import service
from application.writing.ports import numbered
from domain.access import Level
from domain.insights.record import CustomerNotFound, Record, within_reach
from domain.insights.summary import Summary
from domain.insights.words.draft import DraftId
from domain.insights.words.period import Period
from domain.principal import Principal


@dataclass(frozen=True, slots=True)
class Told:
    """`regenerated` counts the drafts that were thrown away, for newer data came meanwhile."""

    summary: Summary
    worded: Worded
    snapshot: int
    model: str
    regenerated: int = 0
    draft_id: DraftId | None = None


@service
class Summarise:
    access: Access
    records: RecordReader
    wording: WordLines
    drafts: Drafts
    keep: KeepDraft

    def __call__(self, by: Principal, customer_id: int, period: Period) -> Told:
        """Return the summary of what is on record now.

        Words are made anew when the record changed while they were written. Raises
        CustomerNotFound, LevelNotHeld.
        """
        require(self.access, by, Level.VIEW, by.organisation_id, CustomerNotFound)
        within_reach(customer_id)
        return written_now(
            self.records,
            by.organisation_id,
            lambda tries: self._told(by, customer_id, period, tries),
        )

    def _told(self, by: Principal, customer_id: int, period: Period, tries: int) -> Told:
        organisation_id = by.organisation_id
        record = self.records.record(organisation_id, customer_id, period)
        if record is None:
            raise CustomerNotFound
        model = self.wording.writer.name
        key = DraftKey(organisation_id, customer_id, record.snapshot, model, period)
        held = self.drafts.get(key)
        if isinstance(held, Told):
            return held
        composed = compose(record, period)
        worded = (
            self.wording(organisation_id, record, composed.lines, composed.sounds)
            if tries < TRIES - 1
            else Worded.unheard(composed.lines, CHANGING)
        )
        draft_id = None
        try:
            draft_id = self._kept(by, record, composed, worded)
        except Unavailable:
            worded = Worded.unheard(composed.lines, NOT_KEPT)
        told = Told(Summary.of(record), worded, record.snapshot, model, tries, draft_id)
        if worded.failure is None:
            self.drafts.put(key, told)
        return told

    def _kept(
        self, by: Principal, record: Record, composed: Composed, worded: Worded
    ) -> DraftId | None:
        """Keep what a model was told; a template's own sentences follow from the record."""
        exchange, model = worded.exchange, self.wording.writer.name
        if exchange is None or exchange.reply == numbered(exchange.commission.lines):
            return None
        text = composed.text(worded)
        return self.keep(by, record, composed.asked, worded, text, model=model)
