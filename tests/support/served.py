"""A real server, started as its users start it."""

import os
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import httpx

from support.started import started

PATIENCE = 60.0
LOCAL = {"PORTICO_SIGN_IN": "local"}
REQUIRED = {"PORTICO_SIGN_IN": "required"}


@dataclass(frozen=True, slots=True)
class Served:
    process: "subprocess.Popen[str]"
    client: httpx.Client


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def served(
    *options: str, settings: Mapping[str, str], stderr: int | None = subprocess.DEVNULL
) -> Iterator[Served]:
    """Run `portico serve` on a free port until the block ends; it is ready when this yields.

    Nobody signs in, unless the settings say so.
    """
    port = free_port()
    command = ("-m", "entrypoints.cli", "serve", "--port", str(port), *options)
    with (
        started(*command, settings={**LOCAL, **settings}, stderr=stderr) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as client,
    ):
        wait_until(lambda: _is_ready(client))
        yield Served(process, client)
        process.terminate()
        process.wait(PATIENCE)


def wait_until(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Look again and again until it holds; fails when it does not in time."""
    until = monotonic() + seconds
    while not holds():
        assert monotonic() < until, "it did not happen in time"
        sleep(0.05)


def children(process_id: int) -> list[int]:
    """Return the ids of the processes that this one started."""
    tasks = Path(f"/proc/{process_id}/task").glob("*/children")
    return [int(one) for listed in tasks for one in listed.read_text().split()]


def serving(server: Served) -> int:
    """Return the id of its one API process: the worker leads a session of its own."""
    (api,) = [one for one in children(server.process.pid) if os.getsid(one) != one]
    return api


def is_alive(process_id: int) -> bool:
    """Return whether it runs: neither gone, nor dead and waiting to be buried."""
    try:
        status = Path(f"/proc/{process_id}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def _is_ready(client: httpx.Client) -> bool:
    try:
        return client.get("/health/ready").status_code == 200
    except httpx.TransportError:
        return False
