"""What is kept agrees with itself when it was taken down a migration, and up again."""

from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from adapters.campaigns.tables import performance_files, performance_parts, performance_rows
from adapters.database.migrations import downgrade, upgrade
from adapters.database.sql import SqlDatabase
from adapters.insights.import_tables import insight_imports, insight_plan_pages
from adapters.insights.rows import to_row
from adapters.insights.sql import SqlImportStore
from adapters.jobs.tables import jobs
from application.campaigns.files.receive_file import LOADING
from application.campaigns.files.withdraw_file import SWEEP
from application.paging import Window
from domain.campaigns.performance_file import FileState
from domain.ids import OrganisationId, UserId
from domain.insights.columns import Asked
from domain.insights.ids import ImportId
from domain.insights.imported import Import
from support.people import NOON

HOME, ADA = OrganisationId(UUID(int=1)), UserId(UUID(int=2))


def an_import(number: int, *, lines_kept: bool) -> Import:
    return Import(
        id=ImportId(UUID(int=number)), organisation_id=HOME, asked_by=ADA, name='"$.csv"',
        digest=str(number), size=7, asked=Asked(), choices={"a": "b"}, created_at=NOON,
        lines_kept=lines_kept,
    )  # fmt: skip


def test_no_plan_says_that_lines_are_kept_which_went_with_their_table(
    database: SqlDatabase,
) -> None:
    held = [an_import(10, lines_kept=True), an_import(11, lines_kept=False)]
    page = {"import_id": held[0].id, "kind": "change", "last": 1, "lines": b"[]"}
    with database.writing() as connection:
        connection.execute(insert(insight_imports), [to_row(one) for one in held])
        connection.execute(insert(insight_plan_pages), page)
        connection.commit()

    downgrade(database, "0024")
    upgrade(database)

    newest_first = [an_import(11, lines_kept=False), an_import(10, lines_kept=False)]
    assert list(SqlImportStore(database).listed(HOME, Window(10)).items) == newest_first


def a_file(number: int, state: FileState) -> dict[str, Any]:
    return {
        "id": UUID(int=number), "organisation_id": HOME, "sent_by": ADA, "name": "a.csv",
        "size": 3, "digest": str(number), "state": state.value, "declared": {}, "rules": 1,
        "max_errors": "0", "position": 3, "chunks": 1, "read": 1, "loaded": 1, "quarantined": 0,
        "by_reason": {}, "received_at": NOON,
    }  # fmt: skip


def a_row(number: int) -> dict[str, Any]:
    return {
        "file_id": UUID(int=number), "row": 1, "organisation_id": HOME, "campaign_id": 1,
        "influencer_id": "i", "likes": 1, "comments": 1, "shares": 1, "views": 1, "rate": 1,
    }  # fmt: skip


def a_job(number: int, kind: str) -> dict[str, Any]:
    return {
        "id": UUID(int=number), "queue": LOADING, "kind": kind, "subject": UUID(int=20),
        "organisation_id": HOME, "due_at": NOON, "attempts": 0,
    }  # fmt: skip


def test_what_a_withdrawn_file_left_goes_with_the_job_to_delete_it(database: SqlDatabase) -> None:
    files = [a_file(20, FileState.WITHDRAWN), a_file(21, FileState.PUBLISHED)]
    parts = [{"file_id": one["id"], "number": 1, "bytes": b"abc"} for one in files]
    with database.writing() as connection:
        connection.execute(insert(performance_files), files)
        connection.execute(insert(performance_rows), [a_row(20), a_row(21)])
        connection.execute(insert(performance_parts), parts)
        connection.execute(insert(jobs), [a_job(1, SWEEP), a_job(2, "load_performance_file")])
        connection.commit()

    downgrade(database, "0023")
    upgrade(database)

    files_of, names = performance_files.c, (performance_rows.c.file_id, performance_parts.c.file_id)
    with database.reading() as connection:
        states = connection.execute(select(files_of.id, files_of.state).order_by(files_of.id)).all()
        left = [list(connection.scalars(select(one))) for one in names]
        waiting = list(connection.scalars(select(jobs.c.kind)))
    assert [row.state for row in states] == ["failed", "published"]
    assert left == [[UUID(int=21)], [UUID(int=21)]]
    assert waiting == ["load_performance_file"]
