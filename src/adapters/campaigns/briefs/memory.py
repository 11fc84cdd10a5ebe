"""Briefs in dictionaries, held to the same contract."""

from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from adapters.database.memory import MemoryDatabase
from adapters.database.paging import newest_first
from adapters.knowledge.standing import all_stand_in_memory
from application.campaigns.briefs.ports import Awaited, Claim, Claimed, Found
from application.paging import Page, Window
from application.service import service
from domain.campaigns.briefs.brief import Brief, BriefId, Writing
from domain.ids import DocumentId, OrganisationId

MEANINGS, WRITINGS, BRIEFS = "brief_meanings", "brief_writings", "campaign_briefs"


@dataclass(frozen=True, slots=True)
class Meaning:
    token: UUID
    leased_until: datetime
    writing: Writing | None = None
    written_by: UUID | None = None
    fresh_until: datetime | None = None

    def shown_to(self, claim: Claim, now: datetime) -> Writing | None:
        if self.writing is None or self.fresh_until is None:
            return None
        unchanged = self.writing.written.snapshot in {None, claim.snapshot}
        awaited = claim.awaited is not None and self.written_by == claim.awaited
        return self.writing if awaited or (self.fresh_until > now and unchanged) else None


@service
class InMemoryWritings:
    database: MemoryDatabase

    def fresh(self, claim: Claim, now: datetime) -> Writing | None:
        kept: Meaning | None = self.database.rows(MEANINGS).get(_key(claim))
        return kept.shown_to(replace(claim, awaited=None), now) if kept else None

    def claim(self, claim: Claim, *, now: datetime, until: datetime) -> Found | Claimed | Awaited:
        with self.database.writing() as work:
            kept: Meaning | None = work.table(MEANINGS).get(_key(claim))
            shown = kept.shown_to(claim, now) if kept else None
            if shown is not None:
                return Found(shown)
            if kept is not None and kept.leased_until > now:
                return Awaited(kept.token)
            taken = kept or Meaning(claim.token, until)
            work.table(MEANINGS)[_key(claim)] = replace(
                taken, token=claim.token, leased_until=until
            )
            work.commit()
        return Claimed(claim.token)

    def finish(self, claim: Claim, writing: Writing, *, fresh_until: datetime) -> bool:
        told = writing.written.trace.documents
        with self.database.writing() as work:
            if not all_stand_in_memory(work, writing.organisation_id, told):
                return False
            work.table(WRITINGS)[writing.id] = writing
            kept: Meaning | None = work.table(MEANINGS).get(_key(claim))
            if kept is not None and kept.token == claim.token:
                done = Meaning(claim.token, writing.at, writing, claim.token, fresh_until)
                work.table(MEANINGS)[_key(claim)] = done
            work.commit()
        return True

    def give_up(self, claim: Claim) -> None:
        with self.database.writing() as work:
            kept: Meaning | None = work.table(MEANINGS).get(_key(claim))
            if kept is not None and kept.token == claim.token:
                del work.table(MEANINGS)[_key(claim)]
                work.commit()

    def withdraw(self, organisation_id: OrganisationId, document_id: DocumentId) -> None:
        with self.database.writing() as work:
            rows, meanings = work.table(WRITINGS), work.table(MEANINGS)
            for key, one in rows.items():
                told = one.written.trace.documents
                if one.organisation_id == organisation_id and document_id in told:
                    rows[key] = one.withdrawn()
            for name, meaning in meanings.items():
                if meaning.writing is not None:
                    meanings[name] = replace(meaning, writing=rows[meaning.writing.id])
            work.commit()

    def forget(self, before: datetime) -> int:
        with self.database.writing() as work:
            rows = work.table(MEANINGS)
            over = [
                key
                for key, one in rows.items()
                if (one.fresh_until is None or one.fresh_until < before)
                and one.leased_until < before
            ]
            for key in over:
                del rows[key]
            work.commit()
        return len(over)


@service
class InMemoryBriefs:
    database: MemoryDatabase

    def add(self, brief: Brief) -> Brief:
        with self.database.writing() as work:
            kept: Brief = work.table(BRIEFS).setdefault(brief.id, brief)
            work.commit()
        return kept

    def by_id(self, organisation_id: OrganisationId, id: BriefId) -> Brief | None:
        found: Brief | None = self.database.rows(BRIEFS).get(id)
        ours = found is not None and found.organisation_id == organisation_id
        return self._shown(found) if found and ours else None

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Brief]:
        rows: list[Brief] = list(self.database.rows(BRIEFS).values())
        ours = [self._shown(one) for one in rows if one.organisation_id == organisation_id]
        return newest_first(ours, window, attrgetter("id"))

    def _shown(self, brief: Brief) -> Brief:
        """Return it with its words as they are kept now."""
        writing = self.database.rows(WRITINGS)[brief.writing.id]
        return replace(brief, writing=writing)


def _key(claim: Claim) -> tuple[OrganisationId, str]:
    return claim.organisation_id, claim.meaning
