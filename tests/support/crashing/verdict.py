"""What is wrong after a run: acknowledged and not done, done twice, out of order, untold."""

import http.client
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

from sqlalchemy import create_engine, text

from support.crashing.consumers import NOTES, SERIAL
from support.crashing.ground import EVENTS, SOURCE, Ground
from support.crashing.producers import Producer, asked

PATIENCE = 60.0
DONE = "processed"
ORDERED = "SELECT id, lane, number FROM effects ORDER BY place"
KEPT = "SELECT external_id FROM events"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is wrong after a run, and how often somebody was struck in it.

    `doubled` took effect twice, or stands in the journal twice; `strange` are answers that should
    not have been given; `unfinished` are events whose status never came to say that they are done.
    """

    seed: int
    struck: int
    servers_killed: int
    lost: list[str]
    doubled: list[str]
    out_of_order: list[str]
    unread: list[str]
    strange: list[str]
    unfinished: list[str]

    @property
    def is_whole(self) -> bool:
        wrong = (self.lost, self.doubled, self.out_of_order)
        return not any((*wrong, self.unread, self.strange, self.unfinished))


def prepare(ground: Ground) -> None:
    engine = create_engine(ground.database_url)
    with engine.begin() as connection:
        connection.execute(text(NOTES.format(serial=SERIAL[engine.dialect.name])))
    engine.dispose()


def settle(ground: Ground, acknowledged: Sequence[str]) -> list[str]:
    """Wait until every acknowledged event has its effect and is told to be done.

    Returns those that were not by then, after a little longer for doubles.
    """
    until = monotonic() + PATIENCE
    while len(rows(ground, ORDERED)) < len(acknowledged) and monotonic() < until:
        sleep(0.05)
    waiting = list(acknowledged)
    while (waiting := [one for one in waiting if not is_done(ground, one)]) and monotonic() < until:
        sleep(0.05)
    sleep(0.1)
    return waiting


def is_done(ground: Ground, id: str) -> bool:
    with suppress(OSError, http.client.HTTPException):
        status, told = asked(ground.port, "GET", f"{EVENTS}/{SOURCE}/{id}")
        return status == 200 and told["state"] == DONE
    return False


def judged(ground: Ground, producers: Sequence[Producer], **found: Any) -> Found:
    acknowledged = {told for one in producers for told in one.acknowledged}
    effects, kept = rows(ground, ORDERED), [one.external_id for one in rows(ground, KEPT)]
    ids, by_lane = [one.id for one in effects], defaultdict(list)
    for one in effects:
        by_lane[one.lane].append(one.number)
    return Found(
        **found,
        lost=sorted(acknowledged - set(ids)),
        doubled=sorted({*_twice(ids), *_twice(kept)}),
        out_of_order=[lane for lane, numbers in by_lane.items() if numbers != sorted(numbers)],
        unread=sorted(acknowledged - set(kept)),
        strange=[told for one in producers for told in one.strange],
    )


def _twice(ids: Sequence[str]) -> list[str]:
    return [one for one, times in Counter(ids).items() if times > 1]


def rows(ground: Ground, statement: str) -> list[Any]:
    engine = create_engine(ground.database_url)
    with closing(engine.connect()) as connection:
        found = connection.execute(text(statement)).all()
    engine.dispose()
    return list(found)
