"""Drafts in a relational database and in dictionaries."""

from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from typing import Final

from sqlalchemy import delete, insert, select, update

from adapters.database.memory import MemoryDatabase
from adapters.database.paging import newest_first, page_of
from adapters.database.sql import SqlDatabase
from adapters.insights.words.draft_rows import to_draft, to_row, told
from adapters.insights.words.tables import insight_drafts
from adapters.jobs.memory import InMemoryJobs
from adapters.jobs.sql import SqlJobs
from application.jobs.ports import Job, Lease
from application.paging import Page, Window
from application.service import service
from domain.ids import OrganisationId
from domain.insights.words.draft import Draft, DraftId, Reply

DRAFTS: Final = "insight_drafts"
drafts = insight_drafts.c


@service
class SqlDraftLog:
    database: SqlDatabase

    def keep(self, draft: Draft, job: Job | None = None, patience: float | None = None) -> None:
        with self.database.writing(patience) as connection:
            connection.execute(insert(insight_drafts), to_row(draft))
            if job is not None:
                SqlJobs(connection).enqueue(job, at=draft.reply.at)
            connection.commit()

    def by_id(self, organisation_id: OrganisationId, id: DraftId) -> Draft | None:
        its = (drafts.organisation_id == organisation_id, drafts.id == id)
        with self.database.reading() as connection:
            row = connection.execute(select(insight_drafts).where(*its)).one_or_none()
        return None if row is None else to_draft(row)

    def listed(
        self, organisation_id: OrganisationId, window: Window, since: datetime
    ) -> Page[Draft]:
        its = (drafts.organisation_id == organisation_id, drafts.written_at >= since)
        ours = select(insight_drafts).where(*its)
        if window.after is not None:
            ours = ours.where(drafts.id < window.after)
        with self.database.reading() as connection:
            rows = connection.execute(ours.order_by(drafts.id.desc()).limit(window.limit + 1))
            return page_of([to_draft(row) for row in rows], window, attrgetter("id"))

    def forget(self, before: datetime) -> int:
        with self.database.writing() as connection:
            gone = connection.execute(delete(insight_drafts).where(drafts.written_at < before))
            connection.commit()
        return gone.rowcount

    def keep_shadow(self, lease: Lease, reply: Reply | None) -> None:
        its = update(insight_drafts).where(drafts.id == lease.job.subject)
        with self.database.writing() as connection:
            SqlJobs(connection).finish(lease)
            if reply is not None:
                connection.execute(its.values(shadow=told(reply)))
            connection.commit()


@service
class InMemoryDraftLog:
    database: MemoryDatabase

    def keep(self, draft: Draft, job: Job | None = None, patience: float | None = None) -> None:
        with self.database.writing(patience) as work:
            work.table(DRAFTS)[draft.id] = draft
            if job is not None:
                InMemoryJobs(work).enqueue(job, at=draft.reply.at)
            work.commit()

    def by_id(self, organisation_id: OrganisationId, id: DraftId) -> Draft | None:
        found: Draft | None = self.database.rows(DRAFTS).get(id)
        return found if found and found.organisation_id == organisation_id else None

    def listed(
        self, organisation_id: OrganisationId, window: Window, since: datetime
    ) -> Page[Draft]:
        all_: list[Draft] = list(self.database.rows(DRAFTS).values())
        ours = [one for one in all_ if one.organisation_id == organisation_id]
        return newest_first(
            [one for one in ours if one.reply.at >= since], window, attrgetter("id")
        )

    def forget(self, before: datetime) -> int:
        with self.database.writing() as work:
            rows = work.table(DRAFTS)
            past = [one.id for one in rows.values() if one.reply.at < before]
            for one in past:
                del rows[one]
            work.commit()
        return len(past)

    def keep_shadow(self, lease: Lease, reply: Reply | None) -> None:
        with self.database.writing() as work:
            InMemoryJobs(work).finish(lease)
            draft: Draft | None = work.table(DRAFTS).get(lease.job.subject)
            if draft is not None and reply is not None:
                work.table(DRAFTS)[draft.id] = replace(draft, shadow=reply)
            work.commit()
