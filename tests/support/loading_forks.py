"""A process that has imported everything, and forks loaders of which it kills some.

Run as `python -m support.loading_forks`. Each line is JSON: `settings` as an environment, `later`
(seconds that the loader's clock is ahead) and `strike` (seconds after it began, or null). What came
of it is told in a line: `killed`, or `done` when nothing was left to load, and after how many
seconds.
"""

import gc
import json
import os
import signal
import sys
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from injector import InstanceProvider, Module

from application.campaigns.files.receive_file import LOADING
from application.clock import Clock
from entrypoints.composition import compose
from entrypoints.settings import Settings
from entrypoints.testing.harness import MEMORY
from entrypoints.workers.worker import Worker
from support.crashing.parts import die_with_the_zygote


class Ahead(Module):
    """A clock by which the lease of whoever was killed has run out."""

    def __init__(self, clock: Clock, seconds: float) -> None:
        self._clock, self._by = clock, timedelta(seconds=seconds)

    def now(self) -> datetime:
        return self._clock.now() + self._by

    def configure(self, binder: Any) -> None:
        binder.bind(Clock, to=InstanceProvider(self))


def load(settings: dict[str, str], later: float, begun: int) -> None:
    """Load all there is."""
    clock = compose(MEMORY).get(Clock)
    container = compose(Settings.from_env(settings), Ahead(clock, later))
    worker = container.get(Worker)
    os.write(begun, b".")
    while worker.do_job([LOADING]):
        pass


def outcome(pid: int, begun: int, strike: float | None) -> str:
    """Wait until it has begun and then for its end, or kill it before."""
    os.read(begun, 1)
    began = monotonic()
    if strike is not None:
        until = began + strike
        while (left := until - monotonic()) > 0:
            if has_ended(pid):
                break
            signal.sigtimedwait({signal.SIGCHLD}, left)
        os.kill(pid, signal.SIGKILL)  # it is not reaped yet, so that the number is still its own
    _, status = os.waitpid(pid, 0)
    came = "killed" if os.WIFSIGNALED(status) else "failed" if status else "done"
    return f"{came} {monotonic() - began}"


def has_ended(pid: int) -> bool:
    """Ask for this one: a signal may still be pending that speaks of one before."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def forked(settings: dict[str, str], later: float, strike: float | None) -> str:
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        try:
            return outcome(pid, reading, strike)
        finally:
            os.close(reading)
    die_with_the_zygote()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # it speaks to the harness
    try:
        load(settings, later, writing)
        os._exit(0)
    finally:
        os._exit(1)


def main() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
    compose(MEMORY).get(Worker)
    gc.freeze()
    for line in sys.stdin:
        told = json.loads(line)
        sys.stdout.write(forked(told["settings"], told["later"], told["strike"]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
