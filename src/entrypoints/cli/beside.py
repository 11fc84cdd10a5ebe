"""The worker that `portico serve` has beside it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from entrypoints.cli.forking import CONTEXT
from entrypoints.settings import Settings

DRAIN_SECONDS = 30


@contextmanager
def worker_beside(settings: Settings, wanted: bool) -> Iterator[None]:
    """Have a worker until the block ends; then let it finish what it began, for so long."""
    if not wanted:
        yield
        return
    asked = (settings, os.getpid())
    worker = CONTEXT.Process(target=_work, args=asked, name="worker")
    worker.start()
    try:
        yield
    finally:
        worker.terminate()
        worker.join(DRAIN_SECONDS)
        worker.kill()  # its leases run out, and others take over


def _work(settings: Settings, parent: int) -> None:
    from entrypoints.cli.worker import QUEUES, THREADS, work  # with the whole composition

    os.setsid()  # what a terminal sends to all its processes is the parent's to pass on
    work(settings, QUEUES, THREADS, parent)
