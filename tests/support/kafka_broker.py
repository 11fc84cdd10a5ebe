"""A Kafka broker of a test's own, which it may freeze: the shared one is never touched."""

import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
class Broker:
    native: Any

    @property
    def server(self) -> str:
        return str(self.native.url).removeprefix("kafka://")

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Stop it from doing anything, as when its machine hangs; its connections stay."""
        pid = self.native._daemon.pid()
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)


@contextmanager
def own_broker() -> Iterator[Broker]:
    """Start one on ports and in a folder of its own; it is stopped at the end."""
    sys.path.append(str(SCRIPTS))
    try:
        kafka = import_module("services_native.kafka").Kafka
    finally:
        sys.path.remove(str(SCRIPTS))
    folder = Path(mkdtemp(prefix="portico-kafka-"))
    folder.chmod(0o755)
    native = kafka(folder / "kafka", free_port())
    if reason := native.available():
        lacking(f"a broker of one's own cannot be started: {reason}")
    try:
        native.start()
        yield Broker(native)
    finally:
        native.stop()
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Return the first of two free ports."""
    for port in SystemRandom().sample(PORTS, 50):
        if is_free(port) and is_free(port + 1):
            return port
    raise AssertionError("no two ports are free")


def is_free(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) != 0
