"""What the double will do, step by step: a pure function of recording, faults and seed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from entrypoints.testing.exchange.faults import Fault
from entrypoints.testing.exchange.recording import Happening

SHUTDOWN: Final = b'{"stream":"!serverShutdown","data":{"e":"serverShutdown","E":0}}'


@dataclass(frozen=True, slots=True)
class Happen:
    """It happens: REST knows of it from now on."""

    what: Happening
    is_paced: bool


@dataclass(frozen=True, slots=True)
class Send:
    """Everybody who follows the stream (all, without one) is told."""

    frame: bytes
    stream: str = ""


@dataclass(frozen=True, slots=True)
class Do:
    """Something is done to connections, or to the next answers of REST."""

    fault: Fault


Step = Happen | Send | Do


def plan(recording: Sequence[Happening], faults: Sequence[Fault], seed: int) -> Iterator[Step]:
    return _Plan(recording, faults, seed).steps()


class _Plan:
    def __init__(self, recording: Sequence[Happening], faults: Sequence[Fault], seed: int) -> None:
        self._recording = recording
        self._dice = Random(seed)  # noqa: S311 - it is to be the same each time
        self._faults: dict[int, list[Fault]] = defaultdict(list)
        for fault in faults:
            self._faults[fault.at].append(fault)
        self._unseen = self._unpaced = self._waiting = 0
        self._again, self._is_mixed = 0, False
        self._held: list[Send] = []
        self._retiring: dict[int, Fault] = {}

    def steps(self) -> Iterator[Step]:
        for place, happening in enumerate(self._recording):
            for fault in self._faults.pop(place, ()):
                yield from self._begin(fault, place)
            if retiring := self._retiring.pop(place, None):
                yield Do(retiring)
            yield Happen(happening, is_paced=self._unpaced == 0)
            self._unpaced = max(0, self._unpaced - 1)
            yield from self._sent(Send(happening.frame, happening.stream))
        yield from self._released()

    def _begin(self, fault: Fault, place: int) -> Iterator[Step]:
        match fault.kind:
            case "drop":
                self._unseen = max(self._unseen, fault.count)
            case "cut" | "blackhole":
                yield from self._released()
                self._unseen = max(self._unseen, fault.count)
                yield Do(fault)
            case "duplicate":
                self._again = fault.count
            case "reorder":
                self._is_mixed, self._waiting = True, fault.count
            case "burst":
                self._unpaced = fault.count
            case "shutdown":
                yield Send(SHUTDOWN)
                self._retiring[place + fault.count] = fault
            case "frame":
                yield Send(fault.text.encode())
            case _:
                yield Do(fault)

    def _sent(self, send: Send) -> Iterator[Step]:
        if self._unseen:
            self._unseen -= 1
            return
        self._held.append(send)
        if self._again:
            self._again -= 1
            self._held.append(send)
        self._waiting -= 1
        if self._waiting <= 0:
            yield from self._released()

    def _released(self) -> Iterator[Step]:
        """Give what was held back, mixed where it was held back to be."""
        if self._is_mixed:
            self._dice.shuffle(self._held)
        yield from self._held
        self._held = []
        self._is_mixed, self._waiting = False, 0
