"""Several acts from one moment on."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread

from domain.errors import DomainError


def at_once(*acts: Callable[[], object]) -> Sequence[DomainError | None]:
    """Run each in a thread of its own, all from one moment; returns how each was refused."""
    barrier = Barrier(len(acts))
    ends: list[DomainError | None] = [None] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        barrier.wait(timeout=60)
        try:
            act()
        except DomainError as refusal:
            ends[number] = refusal

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends
