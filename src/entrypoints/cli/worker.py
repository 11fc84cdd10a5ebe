"""portico worker"""

import signal
from collections.abc import Sequence
from threading import Event
from typing import Any

import click

from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import Settings
from entrypoints.workers.parent import when_orphaned

THREADS = 2
QUEUES = ("ingestion", "answers", "indexing", "loading", "importing", "mail")


@click.command()
@click.option("--threads", default=THREADS, show_default=True, help="Jobs done at once.")
@click.option(
    "--queue",
    "queues",
    type=click.Choice(QUEUES),
    multiple=True,
    default=QUEUES,
    help="Which jobs to do; all by default.",
)
@click.pass_obj
def command(settings: Settings, threads: int, queues: tuple[str, ...]) -> None:
    """Read documents, load performance files, finish answers, send letters and carry events.

    It does so until it is told to stop.

    Any number of workers share a database. SIGTERM lets a worker finish what it began; a worker
    that is killed is replaced by another as soon as its lease of 30 seconds runs out.
    """
    work(settings, queues, threads)


def work(
    settings: Settings, queues: Sequence[str], threads: int, parent: int | None = None
) -> None:
    """Work until SIGTERM or SIGINT, or until the parent is gone.

    Raises click.ClickException with a sentence where something is amiss with the settings.
    """
    from entrypoints.workers.worker import Worker

    container = composed(settings)
    ready_tables(container)
    stop = stopping()
    if parent is not None:
        when_orphaned(parent, stop.set)
    container.get(Worker).run(queues, threads, stop)


def stopping() -> Event:
    """Return an event that SIGTERM and SIGINT set."""
    stop = Event()

    def set_it(*_: Any) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, set_it)
    return stop
