"""Entries as rows, and rows as entries."""

from typing import Any

from sqlalchemy import Row

from domain.events.entry import Entry, Journalled

MEMBERS = Entry._fields[:-1]
"""Those that are columns of `events`, in their order."""


def to_row(entry: Entry) -> dict[str, Any]:
    return dict(zip(MEMBERS, entry, strict=False))  # `held` is no column


def to_journalled(row: Row[Any]) -> Journalled:
    """Take every column of `events`, which are in the order of an entry's members."""
    position, members = row[0], tuple[Any, ...](row[1:])
    return Journalled(position, Entry(*members))
