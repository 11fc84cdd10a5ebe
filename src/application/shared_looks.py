"""One look for all who ask the same at the same time."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from application.awaited import Awaited

Question = TypeVar("Question")
Answer = TypeVar("Answer")


@dataclass(slots=True)
class Look(Generic[Answer]):
    """`following` is what those share who came after this one began."""

    answer: Awaited[Answer] = field(default_factory=Awaited)
    following: "Look[Answer] | None" = None


@dataclass(slots=True)
class SharedLooks(Generic[Question, Answer]):
    """Nobody is told what was looked up before they asked: who comes during a look gets the next.

    So of many who ask the same at once, one looks for itself and one for all the others.
    """

    look: Callable[[Question], Answer]
    _lock: Lock = field(default_factory=Lock)
    _looks: dict[Question, Look[Answer]] = field(default_factory=dict)

    def __call__(self, question: Question) -> Answer:
        """Return the answer, or raise what looking raised."""
        own: Look[Answer] = Look()
        with self._lock:
            running = self._looks.get(question)
            shared = self._stand(question, running, own)
        if shared is not own:
            return shared.answer.get()
        if running is not None:
            running.answer.wait()
        return self._led(question, own)

    def _stand(
        self, question: Question, running: Look[Answer] | None, own: Look[Answer]
    ) -> Look[Answer]:
        """Return the look that begins next: one's own, unless somebody else's waits already."""
        if running is None:
            return self._looks.setdefault(question, own)
        running.following = running.following or own
        return running.following

    def _led(self, question: Question, own: Look[Answer]) -> Answer:
        with self._lock:
            self._looks[question] = own
        try:
            own.answer.give(self.look(question))
        except BaseException as error:  # whatever it is, others wait for it
            own.answer.fail(error)
        with self._lock:
            if own.following is None:
                del self._looks[question]
        return own.answer.get()
