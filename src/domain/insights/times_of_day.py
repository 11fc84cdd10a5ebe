"""Times of day and offsets from UTC, as they stand behind a date."""

import re
from datetime import timedelta

from domain.insights.cell import CellProblem

TIME = (
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,6})\d*)?)?"
    r" ?(?P<half>[ap]\.?m\.?)? ?(?P<zone>[+-]\d{2}:?\d{2}|[a-z]{1,10}(?:/[a-z_]+)*)?)?"
)
ZULU = {"z", "utc", "gmt"}
HOURS, MINUTES = 24, 60
AFTERNOON = 12


def time_in(found: re.Match[str]) -> timedelta:
    if found["hour"] is None:
        return timedelta()
    hour, minute, second = (int(found[one] or 0) for one in ("hour", "minute", "second"))
    half = (found["half"] or "")[:1].lower()
    if half:
        if not 1 <= hour <= AFTERNOON:
            raise CellProblem("impossible_time", f"there is no hour {hour} of a half day")
        hour = hour % AFTERNOON + (AFTERNOON if half == "p" else 0)
    if hour >= HOURS or minute >= MINUTES or second >= MINUTES:
        raise CellProblem("impossible_time", "there is no such time of day")
    part = int((found["part"] or "0").ljust(6, "0"))
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=part)


def offset_in(found: re.Match[str]) -> timedelta | None:
    zone = found["zone"]
    if zone is None:
        return None
    if zone[0] not in "+-":
        if zone.lower() in ZULU:
            return timedelta()
        raise CellProblem("time_zone_named", f"{zone} is not one offset from UTC: write +01:00")
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    if hours >= HOURS or minutes >= MINUTES:
        raise CellProblem("impossible_time", "there is no such offset from UTC")
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if zone[0] == "-" else offset
