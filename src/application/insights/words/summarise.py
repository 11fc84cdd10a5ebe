"""What is on record of a customer, counted and told."""

from __future__ import annotations

from dataclasses import dataclass

from application.access.ports import Access
from application.access.require import require
from application.insights.words.freshness import CHANGING, TRIES, written_now
from application.insights.words.ports import DraftKey, Drafts, Period, RecordReader
from application.insights.words.wording import Worded, WordLines
from application.service import service
from domain.access import Level
from domain.insights.record import CustomerNotFound, within_reach
from domain.insights.summary import Summary
from domain.insights.words.telling import telling
from domain.principal import Principal

WISH = "plainly, for a colleague who looks after the customer"


@dataclass(frozen=True, slots=True)
class Told:
    """`regenerated` counts the drafts that were thrown away, for newer data came meanwhile."""

    summary: Summary
    worded: Worded
    snapshot: int
    model: str
    regenerated: int = 0


@service
class Summarise:
    access: Access
    records: RecordReader
    wording: WordLines
    drafts: Drafts

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
        lines = telling(record)
        worded = (
            self.wording(organisation_id, record, lines, WISH)
            if tries < TRIES - 1
            else Worded.unheard(lines, CHANGING)
        )
        told = Told(Summary.of(record), worded, record.snapshot, model, tries)
        if worded.failure is None:
            self.drafts.put(key, told)
        return told
