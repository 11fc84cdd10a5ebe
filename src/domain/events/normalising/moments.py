"""Moments as senders write them: RFC 3339, or seconds to nanoseconds since 1970."""

import re
from datetime import UTC, datetime

from domain.events.json_value import JsonValue
from domain.events.moments import moment as rfc_3339

EPOCH = re.compile(r"\d{9,19}(?:\.\d{1,9})?")
UNITS = ((10**17, 10**9), (10**14, 10**6), (10**11, 10**3), (10**8, 1))
"""From how much on a number counts what part of a second."""
FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def moment(told: JsonValue) -> datetime | None:
    """Return the aware moment in UTC, or None for what does not say one for sure."""
    try:
        found = _read(told)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found and FIRST <= found < LAST else None


def written(at: datetime) -> str:
    """Return it as RFC 3339 with Z, and with fractions only where there are any."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _read(told: JsonValue) -> datetime | None:
    if isinstance(told, bool):
        return None
    if isinstance(told, (int, float)):
        return _since_1970(told)
    if not isinstance(told, str):
        return None
    plain = told.strip()
    if plain.isascii() and EPOCH.fullmatch(plain):
        return _since_1970(float(plain) if "." in plain else int(plain))
    return rfc_3339(plain).astimezone(UTC)


def _since_1970(count: float) -> datetime | None:
    for least, unit in UNITS:
        if count >= least:
            whole, rest = divmod(count, unit)
            at = datetime.fromtimestamp(int(whole), UTC)
            return at.replace(
                microsecond=min(
                    999_999, int(rest * 1_000_000 / unit) if unit > 1 else int((count % 1) * 1e6)
                )
            )
    return None
