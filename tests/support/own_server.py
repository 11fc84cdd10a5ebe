"""Real servers of a test's own, which it may freeze and kill: the shared ones are never touched."""

import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from random import SystemRandom
from tempfile import mkdtemp
from typing import Any

from support.services import lacking

SCRIPTS = Path(__file__).parents[2] / "scripts"
PORTS = range(20_000, 25_000, 2)
"""Below those that outgoing connections are given."""


@dataclass(frozen=True)
class OwnServer:
    """`native` is what `scripts/services` starts such a server with."""

    native: Any

    @property
    def url(self) -> str:
        return str(self.native.url)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Stop it from doing anything, as when its machine hangs; its connections stay."""
        pids = family(self.native._daemon.pid())
        try:
            signalled(pids, signal.SIGSTOP)
            yield
        finally:
            signalled(pids, signal.SIGCONT)

    @contextmanager
    def dead(self) -> Iterator[None]:
        """Let it be killed with all its processes, as when its power fails; then start it again."""
        pid = self.native._daemon.pid()
        signalled(family(pid), signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(pid, 0)  # a new one refuses to start beside what is left of the old
        try:
            yield
        finally:
            self.native.start()


def signalled(pids: list[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def family(pid: int) -> list[int]:
    """Return the process and all that descend from it, as proc(5) tells; any may end meanwhile."""
    found = [pid]
    for parent in found:
        with suppress(FileNotFoundError, ProcessLookupError):
            for told in Path(f"/proc/{parent}/task").glob("*/children"):
                found.extend(int(child) for child in told.read_text().split())
    return found


@contextmanager
def own_server(module: str, kind: str) -> Iterator[Any]:
    """Start one on ports and in a folder of its own; it is stopped at the end."""
    sys.path.append(str(SCRIPTS))
    try:
        made = getattr(import_module(f"services_native.{module}"), kind)
    finally:
        sys.path.remove(str(SCRIPTS))
    folder = Path(mkdtemp(prefix=f"portico-{module}-"))
    folder.chmod(0o755)
    native = made(folder / module, free_port())
    if reason := native.available():
        lacking(f"a {kind} of one's own cannot be started: {reason}")
    try:
        native.start()
        yield native
    finally:
        native.stop()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Return the first of two free ports, which no outgoing connection can be given meanwhile."""
    for port in SystemRandom().sample(PORTS, 50):
        if is_free(port) and is_free(port + 1):
            return port
    raise AssertionError("no two ports are free")


def is_free(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) != 0
