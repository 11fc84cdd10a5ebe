"""What becomes of some entries of the journal in a replay."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from application.events.processing.opening import OpenEvents
from application.events.processing.ports import Consumer
from application.events.processing.records import heading
from application.events.replays.ports import ReplayWork
from domain.events.entry import Journalled
from domain.events.replay import Passed, Replay
from domain.events.seen import SeenEvent

PATIENCE = timedelta(minutes=5)
"""What came longer ago and was not done yet is not waited for."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Entries in order, and those of them that the consumer wants and that can be opened."""

    kept: Sequence[Journalled]
    chosen: Collection[int]
    wanted: Collection[int]
    events: dict[int, SeenEvent]


@dataclass(slots=True)
class Taken:
    """What is to be applied, what is passed over, and the last entry that was seen to.

    `stopped` at one that the consumer is about to do.
    """

    position: int
    apply: list[SeenEvent] = field(default_factory=list)
    passed: Counter[Passed] = field(default_factory=Counter)
    stopped: bool = False


def opened(
    kept: Sequence[Journalled], replay: Replay, consumer: Consumer, opening: OpenEvents
) -> Opened:
    """Open what the replay takes, as consumers are given it."""
    chosen = [one for one in kept if replay.range.takes(one.entry)]
    wanted = [one for one in chosen if consumer.wants(one.entry.type, one.entry.sequence)]
    records = opening.records(wanted)
    events = [heading(one) for one in records]
    seen = opening.opened(events) if consumer.reads else events
    return Opened(
        kept,
        {one.position for one in chosen},
        {one.position for one in wanted},
        {one.position: one for one in seen},
    )


def take(
    replay: Replay, given: Opened, work: ReplayWork, now: datetime, *, to_end: bool = False
) -> Taken:
    """Say what becomes of each, in order, up to one that the consumer is about to do.

    What came since the replay was asked for need not be done `to_end` it.
    """
    positions = list(given.events)
    done = work.done(replay.consumer, positions)
    late = work.waiting(replay.consumer, positions)
    taken = Taken(replay.position)
    for one in given.kept:
        position = one.position
        if position not in given.wanted:
            why = Passed.UNWANTED if position in given.chosen else Passed.NOT_CHOSEN
            taken.passed[why] += 1
        elif position not in given.events:
            taken.passed[Passed.ERASED] += 1
        elif position in done:
            taken.apply.append(given.events[position])
        elif position in late or one.entry.received_at < now - PATIENCE:
            taken.passed[Passed.NOT_DONE] += 1
        elif not to_end or one.entry.received_at <= replay.asked_at:
            taken.stopped = True
            return taken
        taken.position = position
    return taken
