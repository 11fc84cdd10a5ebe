"""One run of the crash harness: a seed decides who dies, when, and who stands still."""

import os
import signal
import socket
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic, sleep
from typing import Any

from sqlalchemy import create_engine, text

from support.crashing.parts import NOTES, SERIAL
from support.crashing.producers import Producer, telling
from support.started import started

PARTS = ("api", "worker", "worker")
PATIENCE = 60.0
SHARE_OF_FREEZES = 0.05
MOST_STRUCK = 30


@dataclass(slots=True)
class Zygote:
    """A process that has imported everything, and forks the parts that are killed."""

    process: "subprocess.Popen[str]"
    struck: int = 0

    def fork(self, part: str) -> int:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{part}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong after a run, and how often somebody was struck in it."""

    struck: int
    lost: list[str]
    doubled: list[str]
    out_of_order: list[str]
    unread: list[str]

    @property
    def is_whole(self) -> bool:
        return not (self.lost or self.doubled or self.out_of_order or self.unread)


def crash(
    database_url: str,
    events_url: str,
    home: Path,
    seed: int,
    *,
    frozen: Callable[[], AbstractContextManager[None]] = nullcontext,
    events: int = 8,
    keys: int = 3,
) -> Found:
    """Let producers tell while parts are killed, frozen and replaced; return what is wrong then.

    `frozen` lets somebody else stand still as well: the broker.
    """
    random, port = Random(seed), free_port()
    prepare(database_url)
    producers = [Producer(port, f"k{number}", events) for number in range(keys)]
    with zygote(database_url, events_url, home, port) as forks:
        running = [(part, forks.fork(part)) for part in PARTS]
        try:
            threads = telling(producers)
            while any(one.is_alive() for one in threads):
                sleep(random.uniform(0.02, 0.1))
                if forks.struck < MOST_STRUCK:
                    running = [strike(one, random, forks) for one in running]
                if random.random() < SHARE_OF_FREEZES:
                    with frozen():
                        sleep(random.uniform(0.05, 0.3))
            acknowledged = [told for one in producers for told in one.acknowledged]
            assert not [one.failed for one in producers if one.failed]
            settle(database_url, len(acknowledged))
        finally:
            for _, pid in running:
                kill(pid)
    return judged(database_url, acknowledged, forks.struck)


def strike(part: tuple[str, int], random: Random, forks: Zygote) -> tuple[str, int]:
    """Perhaps kill a part and start another in its place, or let it stand still for a moment."""
    name, pid = part
    fate = random.random()
    forks.struck += fate < 0.3
    if fate < 0.15:
        kill(pid)
        return name, forks.fork(name)
    if fate < 0.3:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
            sleep(random.uniform(0.01, 0.1))
            os.kill(pid, signal.SIGCONT)
    return part


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def settle(database_url: str, number: int) -> None:
    """Wait until every acknowledged event has its effect, and a little longer for doubles."""
    until = monotonic() + PATIENCE
    while len(notes(database_url)) < number and monotonic() < until:
        sleep(0.05)
    sleep(0.1)


def judged(database_url: str, acknowledged: list[str], struck: int) -> Found:
    rows = notes(database_url)
    ids = [told for told, _, _ in rows]
    by_lane = defaultdict(list)
    for _, lane, number in rows:
        by_lane[lane].append(number)
    return Found(
        struck=struck,
        lost=sorted(set(acknowledged) - set(ids)),
        doubled=sorted({one for one in ids if ids.count(one) > 1}),
        out_of_order=[lane for lane, numbers in by_lane.items() if numbers != sorted(numbers)],
        unread=sorted(set(acknowledged) - in_journal(database_url)),
    )


def prepare(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text(NOTES.format(serial=SERIAL[engine.dialect.name])))
    engine.dispose()


def notes(database_url: str) -> list[tuple[str, str, int]]:
    return [(one.id, one.lane, one.number) for one in asked(database_url, ORDERED)]


def in_journal(database_url: str) -> set[str]:
    return {one.external_id for one in asked(database_url, "SELECT external_id FROM events")}


ORDERED = "SELECT id, lane, number FROM effects ORDER BY place"


def asked(database_url: str, statement: str) -> list[Any]:
    engine = create_engine(database_url)
    with closing(engine.connect()) as connection:
        rows = connection.execute(text(statement)).all()
    engine.dispose()
    return list(rows)


@contextmanager
def zygote(database_url: str, events_url: str, home: Path, port: int) -> Iterator[Zygote]:
    arguments = ("-m", "support.crashing.parts", database_url, events_url, str(home), str(port))
    with started(*arguments, settings={}, stdin=subprocess.PIPE) as process:
        yield Zygote(process)


def free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
