"""Points in time, written as RFC 3339 says."""

import re
from datetime import UTC, datetime

from domain.events.unfit import Unfit

WRITTEN = re.compile(
    r"(\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:)(\d\d)(?:\.(\d{1,9}))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)
USUAL = frozenset({(20, "--T::Z", "Z"), (24, "--T::.", "Z"), (27, "--T::.", "Z")})
"""Length, every third sign from the fourth on, and the end of times in whole, milli- or
microseconds of UTC: what `fromisoformat` then reads is RFC 3339, in half of the time.
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
        usual = (len(text), text[4:20:3], text[-1:]) in USUAL and text[17:19] != LEAP
        return datetime.fromisoformat(text) if usual else _unusual(text)
    except (ValueError, OverflowError):
        raise Unfit("invalid_timestamp", NONE) from None


def _unusual(text: str) -> datetime:
    written = WRITTEN.fullmatch(text)
    if written is None:
        raise ValueError(NONE)
    upto, second, fraction, zone = written.groups()
    leap = second == LEAP
    second, fraction = ("59", "999999") if leap else (second, fraction or "")
    offset = "+00:00" if zone in "Zz" else zone
    told = datetime.fromisoformat(f"{upto}{second}.{fraction:0<6.6}{offset}").astimezone(UTC)
    if leap and (told.hour, told.minute) != (23, 59):
        raise ValueError(NONE)
    return told
