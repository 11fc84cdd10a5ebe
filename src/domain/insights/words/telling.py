"""A summary in sentences, for the people who look after the customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from domain.insights.record import Ranked, Record
from domain.insights.words.line import Line, counted, day, listed, resting_on
from domain.insights.words.period import Period

ALWAYS = Period()
PERIOD = "in that period"


def telling(record: Record, period: Period = ALWAYS) -> tuple[Line, ...]:
    """Return what is on record in sentences; one that says so when there is nothing.

    Of what was counted within some period alone, each says that it is of that.
    """
    within = "" if period == ALWAYS else f" {PERIOD}"
    if record.last is None:
        return (Line(f"There are no interactions on record{within}.", "none", fixed=True),)
    return tuple(_lines(record, within))


def _lines(record: Record, within: str) -> Iterator[Line]:
    be = "is" if record.total == 1 else "are"
    text = f"There {be} {counted(record.total)} on record{within}."
    yield resting_on(record, text, "total", lambda _: True, record.total)
    yield _channel(record, within)
    yield _last(record, within)
    if record.topics:
        yield _topics(record, within)
    yield from (_mood(record, one, within) for one in record.sentiments)
    if record.adverse:
        yield _adverse(record, within)


def _channel(record: Record, within: str) -> Line:
    top = record.channels[0]
    text = f"The most frequent channel{within} is {top.name}, with {counted(top.count)}."
    return resting_on(record, text, "channel", lambda one: one.channel == top.name, top.count)


def _last(record: Record, within: str) -> Line:
    last = record.newest[0]
    about = f", about {last.topic}" if last.topic else ""
    text = f"The last interaction{within} was on {day(last.at)} by {last.channel}{about}."
    return Line(text, "last", (last.id,), 1)


def _topics(record: Record, within: str) -> Line:
    key = record.key_topics
    named, be = ("topic", "is") if len(key) == 1 else ("topics", "are")
    text = f"The key {named}{within} {be} {listed(key)}."
    total = sum(one.count for one in record.topics if one.name in key)
    return resting_on(record, text, "topics", lambda one: one.topic in key, total)


def _mood(record: Record, mood: Ranked, within: str) -> Line:
    be = "was" if mood.count == 1 else "were"
    text = f"{counted(mood.count)}{within} {be} {mood.name}."
    return resting_on(record, text, "sentiment", lambda one: one.sentiment == mood.name, mood.count)


def _adverse(record: Record, within: str) -> Line:
    many = record.adverse
    be = "tells" if many == 1 else "tell"
    text = f"{counted(many)}{within} {be} of a possible adverse event and should be reviewed."
    line = resting_on(record, text, "adverse", lambda one: one.is_adverse, many)
    return replace(line, fixed=True)
