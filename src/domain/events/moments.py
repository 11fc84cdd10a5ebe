"""Points in time, written as RFC 3339 says."""

import re
from contextlib import suppress
from datetime import UTC, datetime

from domain.events.unfit import Unfit

WRITTEN = re.compile(
    r"(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:)(\d\d)(?:\.(\d{1,9}))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)
SHAPES = frozenset({"--T::.", "--T::Z"})
LENGTHS = frozenset({20, 24, 27})
"""Every third sign from the fourth on, and the length, of most times in UTC: where they are so,
`fromisoformat` reads what RFC 3339 says, in half of the time.
"""
LEAP = "60"
NONE = "it is no RFC 3339 time with a zone, or there is no such time"


def moment(text: object) -> datetime:
    """Return the time in UTC, cut to microseconds; raises Unfit.

    The zone must be there. A leap second is the last microsecond of its minute, and is taken only
    where one can be: at 23:59:60 UTC.
    """
    if not isinstance(text, str):
        raise Unfit("wrong_type", "it must be a string")
    try:
        if text[4:20:3] in SHAPES and text[-1] == "Z" and len(text) in LENGTHS:
            return datetime.fromisoformat(text)
        return _unusual(text)
    except (ValueError, OverflowError):
        return _leap(text)


def _unusual(text: str) -> datetime:
    written = WRITTEN.fullmatch(text)
    if written is None:
        raise ValueError(NONE)
    upto, second, fraction, zone = written.groups()
    offset = "+00:00" if zone in "Zz" else zone
    told = datetime.fromisoformat(f"{upto}{second}.{fraction or '':0<6.6}{offset}")
    return told.astimezone(UTC)


def _leap(text: str) -> datetime:
    """Return the end of the last second before a leap second; raises Unfit for all else."""
    if text[17:19] == LEAP:
        with suppress(ValueError, OverflowError):
            told = _unusual(f"{text[:17]}59{text[19:]}")
            if (told.hour, told.minute) == (23, 59):
                return told.replace(microsecond=999_999)
    raise Unfit("invalid_timestamp", NONE)
