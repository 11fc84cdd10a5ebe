"""Workers in processes of their own that stop at a step, to be killed or frozen there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from application.knowledge.receive_document import INGESTION
from entrypoints.settings import Settings
from support.started import started


def environment(settings: Settings) -> dict[str, str]:
    return {
        "PORTICO_HOME": str(settings.home),
        "PORTICO_DATABASE_URL": settings.database_url,
        "PORTICO_EMBEDDER_URL": "memory:",
        "PORTICO_LEASE_SECONDS": str(settings.lease_seconds),
    }


@contextmanager
def stalled_at(
    step: str, settings: Settings, queue: str = INGESTION
) -> Iterator[Callable[[int], None]]:
    """Start a worker, wait until it has come to the step, and yield how to signal it."""
    command = ("-m", "support.stalled_process", step, queue)
    with started(*command, settings=environment(settings)) as worker:
        assert worker.stdout is not None
        assert "stalled\n" in worker.stdout  # after lines of the log, perhaps
        yield worker.send_signal
