"""Many rows at once, the way that each database takes them soonest."""

from collections.abc import Iterator
from itertools import repeat
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from application.campaigns.files.ports import Columns

NAMES = (
    "file_id", "organisation_id", "row", "campaign_id", "influencer_id", "likes", "comments",
    "shares", "views", "rate", "day",
)  # fmt: skip
INSERT = (
    f"INSERT INTO performance_rows ({', '.join(NAMES)})"  # noqa: S608 - constants
    f" VALUES ({', '.join('?' * len(NAMES))})"
)
COPY = f"COPY performance_rows ({', '.join(NAMES)}) FROM STDIN"


def insert_rows(
    connection: Connection, file_id: UUID, organisation_id: UUID, good: Columns
) -> None:
    """Insert them in the connection's transaction."""
    if not good.rows:
        return
    if connection.dialect.name == "sqlite":
        told = zip(repeat(file_id.hex), repeat(organisation_id.hex), *good, strict=False)
        connection.exec_driver_sql(INSERT, list(told))
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(COPY) as copy:
        copy.write("".join(_lines(file_id, organisation_id, good)))


def _lines(file_id: UUID, organisation_id: UUID, good: Columns) -> Iterator[str]:
    """Write COPY's text format: an id that passed the rules has nothing to escape but `\\`."""
    ids = [one.replace("\\", "\\\\") for one in good.influencer_ids]
    days: list[Any] = ["\\N" if one is None else one for one in good.days]
    begin = f"{file_id}\t{organisation_id}"
    for told in zip(*good._replace(influencer_ids=ids, days=days), strict=True):
        yield "\t".join((begin, *map(str, told))) + "\n"
