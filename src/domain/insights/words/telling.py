"""A summary in sentences, for the people who look after the customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from domain.insights.record import Ranked, Record
from domain.insights.words.line import Line, counted, day, listed, resting_on


def telling(record: Record) -> tuple[Line, ...]:
    """Return what is on record in sentences; one that says so when there is nothing."""
    if record.last is None:
        return (Line("There are no interactions on record.", "none", fixed=True),)
    return tuple(_lines(record))


def _lines(record: Record) -> Iterator[Line]:
    be = "is" if record.total == 1 else "are"
    text = f"There {be} {counted(record.total)} on record."
    yield resting_on(record, text, "total", lambda _: True, record.total)
    yield _channel(record)
    yield _last(record)
    if record.topics:
        yield _topics(record)
    yield from (_mood(record, one) for one in record.sentiments)
    if record.adverse:
        yield _adverse(record)


def _channel(record: Record) -> Line:
    top = record.channels[0]
    text = f"The most frequent channel is {top.name}, with {counted(top.count)}."
    return resting_on(record, text, "channel", lambda one: one.channel == top.name, top.count)


def _last(record: Record) -> Line:
    last = record.newest[0]
    about = f", about {last.topic}" if last.topic else ""
    text = f"The last interaction was on {day(last.at)} by {last.channel}{about}."
    return Line(text, "last", (last.id,), 1)


def _topics(record: Record) -> Line:
    key = record.key_topics
    text = f"The key topic{' is' if len(key) == 1 else 's are'} {listed(key)}."
    total = sum(one.count for one in record.topics if one.name in key)
    return resting_on(record, text, "topics", lambda one: one.topic in key, total)


def _mood(record: Record, mood: Ranked) -> Line:
    text = f"{counted(mood.count)} {'was' if mood.count == 1 else 'were'} {mood.name}."
    return resting_on(record, text, "sentiment", lambda one: one.sentiment == mood.name, mood.count)


def _adverse(record: Record) -> Line:
    many = record.adverse
    be = "tells" if many == 1 else "tell"
    text = f"{counted(many)} {be} of a possible adverse event and should be reviewed."
    line = resting_on(record, text, "adverse", lambda one: one.is_adverse, many)
    return replace(line, fixed=True)
