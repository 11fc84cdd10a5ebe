"""PostgreSQL reads from our arrays what was written into them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from adapters.database import arrays
from adapters.database.sql import SqlDatabase, open_database
from support.databases import emptied

ONE, OTHER = UUID(int=1), UUID(int=2**128 - 1)
NOON = datetime(2026, 5, 4, 11, 30, 0, 123_456, tzinfo=UTC)
EARLIEST = datetime(1, 1, 2, tzinfo=UTC)
LATEST = datetime(9999, 12, 31, 23, 59, 59, 999_999, UTC)
HANOI = timezone(timedelta(hours=7))
COLUMNS: dict[str, tuple[Callable[..., arrays.Packed], Sequence[Any]]] = {
    "uuid": (arrays.uuids, [ONE, OTHER, ONE]),
    "text": (arrays.texts, ["", "ключ/鍵 \x01", "x" * 5_000, "a"]),
    "bytea": (arrays.blobs, [b"", b"\x00\xff" * 300]),
    "timestamptz": (arrays.moments, [NOON, EARLIEST, LATEST, NOON.astimezone(HANOI)]),
    "bigint": (arrays.longs, [0, -1, 2**63 - 1, -(2**63)]),
    "int": (arrays.integers, [0, 15, -(2**31)]),
    "boolean": (arrays.flags, [True, False]),
}


@pytest.fixture
def postgres(postgres_database: str) -> Iterator[SqlDatabase]:
    database = open_database(emptied(postgres_database))
    yield database
    database.engine.dispose()


def told(database: SqlDatabase, kind: str, packed: arrays.Packed) -> Sequence[Any]:
    """Return the array as PostgreSQL has it."""
    statement = f"SELECT %b::{kind}[]"
    [[found]] = database.tell(lambda connection: connection.execute(statement, [packed]).fetchall())
    return list(found)


@pytest.mark.service
@pytest.mark.parametrize("kind", COLUMNS)
@pytest.mark.parametrize("holes", ["whole", "same", "with nulls", "nulls", "empty"])
def test_what_is_packed_is_what_arrives(postgres: SqlDatabase, kind: str, holes: str) -> None:
    pack, values = COLUMNS[kind]
    column = {
        "whole": list(values),
        "same": [values[1]] * 7,
        "with nulls": [values[0], None, values[1]],
        "nulls": [None] * 3,
        "empty": [],
    }[holes]

    if kind == "timestamptz":  # year 9999 is beyond what the driver reads in zones ahead of UTC
        shown = told_moments(postgres, pack(column))
    else:
        shown = told(postgres, kind, pack(column))

    assert shown == column


def told_moments(database: SqlDatabase, packed: arrays.Packed) -> Sequence[Any]:
    statement = "SELECT extract(epoch FROM one) * 1000000 FROM unnest(%b::timestamptz[]) AS one"
    rows = database.tell(lambda connection: connection.execute(statement, [packed]).fetchall())
    began = datetime(1970, 1, 1, tzinfo=UTC)
    return [None if one is None else began + timedelta(microseconds=int(one)) for (one,) in rows]


@pytest.mark.service
def test_documents_arrive_as_json(postgres: SqlDatabase) -> None:
    packed = arrays.documents([b'{"a": [1, "\\u00e9"]}', b"null"])
    assert told(postgres, "json", packed) == [{"a": [1, "é"]}, None]


LISTS: dict[str, list[Any]] = {
    "uuid[]": [ONE, OTHER],
    "text[]": ["", "ключ/鍵", "x" * 5_000],
    "bigint[]": [0, -1, 2**63 - 1, -(2**63)],
}


@pytest.mark.service
@pytest.mark.parametrize("kind", LISTS)
def test_a_list_is_packed_and_says_what_it_is(postgres: SqlDatabase, kind: str) -> None:
    packed = arrays.listed(LISTS[kind])
    [(found, said)] = postgres.ask("SELECT %(one)s, pg_typeof(%(one)s)::text", {"one": packed})

    assert isinstance(packed, arrays.Packed)
    assert (found, said) == (LISTS[kind], kind)


@pytest.mark.service
def test_one_is_packed_in_a_transaction_as_well(postgres: SqlDatabase) -> None:
    packed = arrays.listed([3, 4])
    with postgres.writing() as connection:
        found = connection.exec_driver_sql("SELECT 4 = ANY(%(some)s)", {"some": packed}).scalar()
    assert found is True


@pytest.mark.parametrize(
    "values",
    [[], [1, "1"], ["a", None], [True], [1.5], [2**63], ["a\0"], [NOON]],
    ids=["empty", "mixed", "null", "flag", "fraction", "too large", "NUL", "moment"],
)
def test_any_other_list_is_left_to_the_driver(values: list[Any]) -> None:
    assert arrays.listed(values) is values
