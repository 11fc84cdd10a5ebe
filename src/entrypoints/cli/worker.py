"""portico worker"""

from collections.abc import Sequence

import click

from entrypoints.cli import composed
from entrypoints.cli.collecting import command as ticks
from entrypoints.cli.readiness import ready_tables
from entrypoints.cli.stopping import stopping
from entrypoints.settings import Settings
from entrypoints.workers.parent import when_orphaned

THREADS = 2
QUEUES = ("ingestion", "answers", "indexing", "loading", "importing", "shadowing", "mail")


@click.group(invoke_without_command=True)
@click.option("--threads", default=THREADS, show_default=True, help="Jobs done at once.")
@click.option(
    "--queue",
    "queues",
    type=click.Choice(QUEUES),
    multiple=True,
    default=QUEUES,
    help="Which jobs to do; all by default.",
)
@click.pass_context
def command(ctx: click.Context, threads: int, queues: tuple[str, ...]) -> None:
    """Read documents, load performance files, finish answers, send letters and carry events.

    It does so until it is told to stop.

    Any number of workers share a database. SIGTERM lets a worker finish what it began; a worker
    that is killed is replaced by another as soon as its lease of 30 seconds runs out.
    """
    if ctx.invoked_subcommand is None:
        work(ctx.obj, queues, threads)


command.add_command(ticks)


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
