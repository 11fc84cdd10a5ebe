"""portico serve"""

import gc
import os
import shutil
import signal
from ipaddress import ip_address
from pathlib import Path

import click

from entrypoints.cli.beside import DRAIN_SECONDS, worker_beside
from entrypoints.settings import Settings

HEADERS_MILLISECONDS = 10_000
"""From the first byte of a request to the end of its headers; then the connection is closed."""
MADE_BETWEEN_COLLECTIONS = 20_000
"""Objects; a batch of events makes tens of thousands, none of them in a cycle, and Python looks for
cycles every 700: a twentieth of the time.
"""
CONNECTIONS = 4096
"""Held open by one API process, most of them idle; requests are bounded by its threads."""


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Loopback, unless all must sign in.",
)
@click.option("--port", default=8000, show_default=True)
@click.option("--processes", default=1, show_default=True, help="API processes.")
@click.option("--worker/--no-worker", default=True, show_default=True, help="A worker beside it.")
@click.pass_obj
def command(settings: Settings, host: str, port: int, processes: int, worker: bool) -> None:
    """Serve the API and the console, with a worker beside them.

    \b
    http://127.0.0.1:8000/        the console
    http://127.0.0.1:8000/docs    the API explorer
    """
    if settings.sign_in == "local":
        refuse_strangers(host)
    # before anything imports the client, which decides at its import where it counts
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_metrics_folder(settings))
    _prepare(settings)
    with worker_beside(settings, worker):
        click.echo(f"Portico is at http://{host}:{port}/ and its API at /docs", err=True)
        _serve(settings, host, port, processes)


def refuse_strangers(host: str) -> None:
    """Raise click.UsageError unless the address is one of loopback."""
    name = "127.0.0.1" if host == "localhost" else host
    try:
        is_local = ip_address(name).is_loopback
    except ValueError:
        is_local = False
    if not is_local:
        raise click.UsageError(
            f"--host {host} would let others in while nobody has to sign in: "
            "use 127.0.0.1, or set PORTICO_SIGN_IN=required"
        )


def _prepare(settings: Settings) -> None:
    """See to the tables, and import what the processes need that are forked from this one.

    Nothing is collected meanwhile, since what is imported stays, nor looked at by any collection
    after it, so that the processes go on sharing it: https://docs.python.org/3/library/gc.html.
    """
    gc.disable()
    from entrypoints.cli.readiness import ready_tables, tables_ahead

    with tables_ahead(settings):
        import entrypoints.http.wsgi  # noqa: F401 - loaded before the fork, for all
        from entrypoints.cli import composed

        container = composed(settings)
    ready_tables(container)
    gc.freeze()
    gc.enable()
    gc.set_threshold(MADE_BETWEEN_COLLECTIONS)


def _serve(settings: Settings, host: str, port: int, processes: int) -> None:
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "entrypoints.http.wsgi:create",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=processes,
        blocking_threads=settings.http_threads,
        backpressure=CONNECTIONS,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_MILLISECONDS),
        respawn_failed_workers=True,
        workers_kill_timeout=DRAIN_SECONDS,
        log_access=False,
        log_level=LogLevels.error,
        websockets=False,
    )
    # until it has handlers of its own, a forked process has ours, which would not end it
    os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))
    server.serve()


def _metrics_folder(settings: Settings) -> Path:
    """Return an empty folder where the processes of this start share their metrics.

    It is this start's own: another server may share the home.
    """
    folder = settings.home / "metrics" / str(os.getpid())
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
