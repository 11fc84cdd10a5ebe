"""Start a server as a process of its own, wait until it is ready, and end what was started."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from types import MappingProxyType

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
READY_SECONDS, STOP_SECONDS, LOOK_SECONDS = 60.0, 40.0, 0.005


class ServerFailed(Exception):
    """It ended, or was never ready; the message holds the end of what it wrote."""


NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Server:
    pid: int
    port: int
    log: Path
    seconds: float
    """From starting the process to its first 200."""

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"


@contextmanager
def portico(home: Path, *options: str, settings: Mapping[str, str] = NONE) -> Iterator[Server]:
    """Run `portico serve` as a user would, with that PORTICO_HOME and these settings."""
    port = free_port()
    command = ["-m", "entrypoints.cli", "serve", "--port", str(port), *options]
    with started(command, port, home, ready="/health/ready", settings=settings) as server:
        yield server


@contextmanager
def started(
    arguments: Sequence[str],
    port: int,
    home: Path,
    ready: str,
    settings: Mapping[str, str] = NONE,
) -> Iterator[Server]:
    """Run Python with these arguments until the block ends; raises ServerFailed."""
    home.mkdir(parents=True, exist_ok=True)
    log = home / f"server-{port}.log"
    with log.open("wb") as written:
        began = perf_counter()
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=home,  # where no .env lies
            env={**environment(home), **settings},
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
        )
        try:
            _wait(process, port, ready, log)
            yield Server(process.pid, port, log, perf_counter() - began)
        finally:
            _end(process)


def environment(home: Path) -> Mapping[str, str]:
    """Run this checkout with every setting at its default, whatever the shell has set.

    Only that nobody signs in; a bearer is looked at all the same.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTICO_")}
    ours = os.pathsep.join(map(str, (ROOT / "src", ROOT)))
    ours_only = {"PORTICO_HOME": str(home), "PORTICO_SIGN_IN": "local", "PYTHONPATH": ours}
    return {**kept, **ours_only}


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    until = perf_counter() + READY_SECONDS
    while not _answers(port, path):
        if process.poll() is not None or perf_counter() > until:
            raise ServerFailed(f"{process.args!r}\n{log.read_text(errors='replace')[-2000:]}")
        sleep(LOOK_SECONDS)


def _answers(port: int, path: str) -> bool:
    with closing(http.client.HTTPConnection(HOST, port, timeout=5)) as connection:
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end and wait; its own children are its own to end."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
