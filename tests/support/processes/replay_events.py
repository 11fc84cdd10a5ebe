"""A worker that stands still in the middle of a replay, to be killed there.

python replay_events.py URL FOLDER WHERE: says `stalled` once it has applied a third batch, WHERE
`within` its transaction or `between` two of them, and waits for ever.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from uuid import uuid4

from application.clock import Clock
from application.events.consumers.tally import TallyEvents
from application.events.processing.consumers import Consumers
from application.events.processing.ports import Effects
from application.events.replays import run_replay
from application.events.replays.begin_replay import QUEUE
from application.events.replays.run_replay import RunReplay
from application.jobs.ports import JobQueue
from domain.events.seen import SeenEvent
from support.worlds import world_on

BATCH, THIRD = 5, 3


def stall(batches: list[int]) -> None:
    batches.append(1)
    if len(batches) == THIRD:
        sys.stdout.write("stalled\n")
        sys.stdout.flush()
        Event().wait()


@dataclass(frozen=True, slots=True)
class Stalling(TallyEvents):
    batches: list[int] = field(default_factory=list)

    def apply(self, effects: Effects, events: Sequence[SeenEvent]) -> None:
        effects.tallies.count(events)
        stall(self.batches)


def main(url: str, folder: str, where: str) -> None:
    run_replay.BATCH = BATCH
    with world_on(url, Path(folder), is_settled=True) as world:
        run, batches = world.get(RunReplay), list[int]()
        if where == "within":
            run = replace(run, consumers=Consumers((Stalling(),)))
        else:
            run = replace(run, rest=lambda _seconds: stall(batches))
        now = world.get(Clock).now()
        lease = world.get(JobQueue).lease((QUEUE,), now=now, until=lambda: now, token=uuid4())
        if lease is not None:
            run(lease)


if __name__ == "__main__":
    main(*sys.argv[1:])
