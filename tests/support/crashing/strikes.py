"""Who is killed, who stands still, and for how long: a seed decides."""

import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from time import sleep

from support.crashing.ground import Ground, Server
from support.crashing.zygote import Zygote

PARTS = ("api", "worker", "worker")
MOST_STRUCK = 30
SHARE_KILLED, SHARE_FROZEN = 0.15, 0.15
SHARE_OF_SERVERS_FROZEN, SHARE_OF_SERVERS_KILLED = 0.05, 0.05


@dataclass(slots=True)
class Strikes:
    """`struck` counts what was done to parts. Servers are frozen, and killed `deaths` times."""

    ground: Ground
    forks: Zygote
    random: Random
    servers: Sequence[Server]
    deaths: int
    running: list[tuple[str, int]] = field(default_factory=list)
    struck: int = 0
    servers_killed: int = 0

    def begin(self) -> None:
        self.running = [(part, self.forks.fork(part, self.ground)) for part in PARTS]

    def again(self) -> None:
        """Wait for a moment, and perhaps strike some of them."""
        sleep(self.random.uniform(0.02, 0.1))
        if self.struck < MOST_STRUCK:
            self.running = [self._strike(*one) for one in self.running]
        for server in self.servers:
            self._strike_server(server)

    def end(self) -> None:
        for _, pid in self.running:
            kill(pid)

    def _strike(self, part: str, pid: int) -> tuple[str, int]:
        """Perhaps kill a part and start another in its place, or let it stand still."""
        fate = self.random.random()
        if fate < SHARE_KILLED:
            self.struck += 1
            kill(pid)
            return part, self.forks.fork(part, self.ground)
        if fate < SHARE_KILLED + SHARE_FROZEN:
            self.struck += 1
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
                sleep(self.random.uniform(0.01, 0.1))
                os.kill(pid, signal.SIGCONT)
        return part, pid

    def _strike_server(self, server: Server) -> None:
        fate = self.random.random()
        if fate < SHARE_OF_SERVERS_FROZEN:
            with server.frozen():
                sleep(self.random.uniform(0.05, 0.3))
        elif fate > 1 - SHARE_OF_SERVERS_KILLED and self.servers_killed < self.deaths:
            self.servers_killed += 1
            with server.dead():
                sleep(self.random.uniform(0.0, 0.3))


def kill(pid: int) -> None:
    """Kill it and wait until it is gone: until then its port is taken, and the next API ends."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
        while True:
            os.kill(pid, 0)
            sleep(0.001)
