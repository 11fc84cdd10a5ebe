"""What one does for all who came while another was busy.

The first to come is seen to alone; those who come meanwhile are seen to together, by the first of
them. Nobody waits for longer than two turns.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from application.awaited import Awaited

Asked = TypeVar("Asked")
Given = TypeVar("Given")


@dataclass(slots=True)
class Ticket(Generic[Asked, Given]):
    """`turn` is given what became of it, or None for whoever is to see to those who wait."""

    asked: Asked
    turn: Awaited[Given | BaseException | None] = field(default_factory=Awaited)


@dataclass(slots=True)
class SharedTurns(Generic[Asked, Given]):
    """`work` returns for each, in order, what becomes of it: an exception is raised to who asked.

    Each has a `weight`, and together they have `most` at the most, but for one by itself.
    """

    work: Callable[[Sequence[Asked]], Sequence[Given | BaseException]]
    weight: Callable[[Asked], int]
    most: int
    waiting: list[Ticket[Asked, Given]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    _busy: bool = False

    def __call__(self, asked: Asked) -> Given:
        ticket: Ticket[Asked, Given] = Ticket(asked)  # Ticket[…](…) takes ten times as long
        with self._lock:
            first, self._busy = not self._busy, True
            self.waiting.append(ticket)
        given = None if first else ticket.turn.get()
        if given is None:
            given = self._see_to_all(ticket)
        if isinstance(given, BaseException):
            raise given
        return given

    def _see_to_all(self, own: Ticket[Asked, Given]) -> Given | BaseException:
        """Do the work for those who wait, of whom one is first, and hand over to who came since."""
        together = self._taken()
        try:
            given: Sequence[Given | BaseException] = self.work([one.asked for one in together])
        except BaseException as error:  # whatever it is, others wait for it
            given = [error] * len(together)
        self._hand_over()
        for ticket, each in zip(together, given, strict=True):
            if ticket is not own:
                ticket.turn.give(each)
        return given[0]

    def _taken(self) -> list[Ticket[Asked, Given]]:
        with self._lock:
            number, weight = 1, self.weight(self.waiting[0].asked)
            for ticket in self.waiting[1:]:
                weight += self.weight(ticket.asked)
                if weight > self.most:
                    break
                number += 1
            taken, self.waiting = self.waiting[:number], self.waiting[number:]
        return taken

    def _hand_over(self) -> None:
        with self._lock:
            following = self.waiting[0] if self.waiting else None
            self._busy = following is not None
        if following is not None:
            following.turn.give(None)
