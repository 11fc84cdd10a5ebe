"""Briefs in a relational database."""

from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    or_,
    select,
    update,
)

from adapters.campaigns.briefs.rows import (
    brief_to_row,
    to_brief,
    to_writing,
    told_to_rows,
    writing_to_row,
)
from adapters.campaigns.briefs.tables import (
    brief_documents,
    brief_meanings,
    brief_writings,
    campaign_briefs,
)
from adapters.database.inserts import insert_many_once, insert_once
from adapters.database.paging import page_of
from adapters.database.prepared import asked
from adapters.database.sql import SqlDatabase
from adapters.knowledge.standing import all_stand
from application.campaigns.briefs.ports import Awaited, Claim, Claimed, Found
from application.paging import Page, Window
from application.service import service
from domain.campaigns.briefs.brief import Brief, BriefId, Writing
from domain.ids import DocumentId, OrganisationId

held, written, kept = brief_meanings.c, brief_writings.c, campaign_briefs.c
telling = brief_documents.c
OURS = and_(held.organisation_id == bindparam("ours"), held.meaning == bindparam("meant"))
UNCHANGED = or_(held.snapshot.is_(None), held.snapshot == bindparam("now_at"))
FRESH = (
    select(brief_writings)
    .join(brief_meanings, held.writing_id == written.id)
    .where(OURS, held.fresh_until > bindparam("now"), UNCHANGED)
)
"""Built once: to build it takes longer than to run it."""
SHOWN: Select[Any] = select(
    campaign_briefs,
    *(one for one in written if one.name not in {"id", "organisation_id"}),
).join(brief_writings, written.id == kept.writing_id)

ONE = SHOWN.where(kept.organisation_id == bindparam("ours"), kept.id == bindparam("this"))


@service
class SqlWritings:
    database: SqlDatabase

    def fresh(self, claim: Claim, now: datetime) -> Writing | None:
        named = {**_named(claim), "now": now, "now_at": claim.snapshot}
        rows = asked(self.database, FRESH, named)
        return to_writing(rows[0]) if rows else None

    def claim(self, claim: Claim, *, now: datetime, until: datetime) -> Found | Claimed | Awaited:
        row = {
            "organisation_id": claim.organisation_id,
            "meaning": claim.meaning,
            "token": claim.token,
            "leased_until": until,
        }
        with self.database.writing() as connection:
            if insert_once(connection, brief_meanings, row):
                connection.commit()
                return Claimed(claim.token)
            found = _again(connection, claim, now, until)
            connection.commit()
        return found

    def finish(self, claim: Claim, writing: Writing, *, fresh_until: datetime) -> bool:
        shown = {
            "writing_id": writing.id,
            "written_by": claim.token,
            "snapshot": writing.written.snapshot,
            "fresh_until": fresh_until,
            "leased_until": writing.at,
        }
        told = writing.written.trace.documents
        with self.database.writing() as connection:
            if not all_stand(connection, writing.organisation_id, told):
                return False
            insert_once(connection, brief_writings, writing_to_row(writing))
            if told:
                insert_many_once(connection, brief_documents, told_to_rows(writing))
            mine = update(brief_meanings).where(*_is(claim), held.token == claim.token)
            connection.execute(mine.values(shown))
            connection.commit()
        return True

    def give_up(self, claim: Claim) -> None:
        mine = (*_is(claim), held.token == claim.token)
        with self.database.writing() as connection:
            connection.execute(delete(brief_meanings).where(*mine))
            connection.commit()

    def withdraw(self, organisation_id: OrganisationId, document_id: DocumentId) -> None:
        found = told_of(organisation_id, document_id)
        with self.database.writing() as connection:
            for one in map(to_writing, connection.execute(found).all()):
                row = writing_to_row(one.withdrawn())
                left = {name: row[name] for name in ("content", "trace")}
                this = update(brief_writings).where(written.id == one.id)
                connection.execute(this.values(left))
            gone = (telling.organisation_id == organisation_id, telling.document_id == document_id)
            connection.execute(delete(brief_documents).where(*gone))
            connection.commit()

    def forget(self, before: datetime) -> int:
        over = or_(held.fresh_until.is_(None), held.fresh_until < before)
        with self.database.writing() as connection:
            gone = connection.execute(
                delete(brief_meanings).where(over, held.leased_until < before)
            )
            connection.commit()
        return gone.rowcount


@service
class SqlBriefs:
    database: SqlDatabase

    def add(self, brief: Brief) -> Brief:
        with self.database.writing() as connection:
            is_new = insert_once(connection, campaign_briefs, brief_to_row(brief))
            connection.commit()
        return brief if is_new else self.by_id(brief.organisation_id, brief.id) or brief

    def by_id(self, organisation_id: OrganisationId, id: BriefId) -> Brief | None:
        rows = asked(self.database, ONE, {"ours": organisation_id, "this": id})
        return to_brief(rows[0]) if rows else None

    def listed(self, organisation_id: OrganisationId, window: Window) -> Page[Brief]:
        ours = SHOWN.where(kept.organisation_id == organisation_id)
        if window.after is not None:
            ours = ours.where(kept.id < window.after)
        with self.database.reading() as connection:
            rows = connection.execute(ours.order_by(kept.id.desc()).limit(window.limit + 1))
            return page_of([to_brief(row) for row in rows], window, attrgetter("id"))


def told_of(organisation_id: OrganisationId, document_id: DocumentId) -> Select[Any]:
    """Ask for the writings that have words and were told of that document."""
    return (
        select(brief_writings)
        .join(brief_documents, telling.writing_id == written.id)
        .where(telling.organisation_id == organisation_id, telling.document_id == document_id)
    )


def _again(
    connection: Connection, claim: Claim, now: datetime, until: datetime
) -> Found | Claimed | Awaited:
    """See what came of the claim that was first; the row is ours until the transaction ends."""
    row = connection.execute(select(brief_meanings).where(*_is(claim)).with_for_update()).one()
    if row.writing_id is not None and _is_good(row, claim, now):
        one = select(brief_writings).where(written.id == row.writing_id)
        return Found(to_writing(connection.execute(one).one()))
    if row.leased_until > now:
        return Awaited(row.token)
    taken = update(brief_meanings).where(*_is(claim))
    connection.execute(taken.values(token=claim.token, leased_until=until))
    return Claimed(claim.token)


def _is_good(row: Row[Any], claim: Claim, now: datetime) -> bool:
    if claim.awaited is not None and row.written_by == claim.awaited:
        return True
    return bool(row.fresh_until > now and row.snapshot in {None, claim.snapshot})


def _named(claim: Claim) -> dict[str, Any]:
    return {"ours": claim.organisation_id, "meant": claim.meaning}


def _is(claim: Claim) -> tuple[Any, ...]:
    return (held.organisation_id == claim.organisation_id, held.meaning == claim.meaning)
