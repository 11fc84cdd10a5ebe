"""Moments are read alike, whatever zone the server tells its time in."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import make_url, text

from adapters.database.sql import SqlDatabase, open_database

FIRST = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
MOMENTS = "SELECT CAST(%(first)s AS timestamptz), CAST(%(last)s AS timestamptz)"
GIVEN = {"first": "0001-01-01T00:00:00Z", "last": "9999-12-31T23:59:59.999999Z"}
pytestmark = pytest.mark.service


@pytest.fixture(params=["Pacific/Honolulu", "Pacific/Kiritimati"])
def database(request: pytest.FixtureRequest, postgres_database: str) -> Iterator[SqlDatabase]:
    """Return one whose sessions begin west, or east, of UTC."""
    zone = {"options": f"-c TimeZone={request.param}"}
    url = make_url(postgres_database).update_query_dict(zone)
    opened = open_database(url.render_as_string(hide_password=False))
    yield opened
    opened.engine.dispose()


def test_sqlalchemy_reads_the_first_moment_and_the_last(database: SqlDatabase) -> None:
    with database.reading() as connection:
        row = connection.exec_driver_sql(MOMENTS, GIVEN).one()
    assert tuple(row) == (FIRST, LAST)


def test_the_driver_reads_them_by_itself(database: SqlDatabase) -> None:
    [asked] = database.ask(MOMENTS, GIVEN)
    told = database.tell(lambda connection: connection.execute(MOMENTS, GIVEN).fetchone())
    assert tuple(asked) == tuple(told) == (FIRST, LAST)


def test_a_session_stays_in_utc_after_what_was_undone(database: SqlDatabase) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("SELECT 1")
        connection.rollback()
        assert connection.scalar(text("SELECT current_setting('TimeZone')")) == "UTC"
