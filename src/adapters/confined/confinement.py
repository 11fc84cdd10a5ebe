"""Limits that the system holds a process to, whatever happens in it."""

import os
import resource
import signal
import sys

from adapters.confined.bounds import Bounds

PR_SET_PDEATHSIG = 1
SPARE_SECONDS = 5
"""How much longer than its parent waits a process may live that nobody waits for any more."""


def confine(limits: Bounds, parent: int) -> None:
    """Hold this process to the limits for the rest of its life, and end it with its parent.

    Memory is bounded on Linux only: other systems know RLIMIT_AS and do not hold to it, so that
    there only time and what is counted end a file that needs too much. The same goes for the end
    with the parent; elsewhere a process whose parent was killed lives until its time is over.
    """
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # when to end is the parent's to say
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + SPARE_SECONDS)
    _lower(resource.RLIMIT_CPU, limits.cpu_seconds)
    _lower(resource.RLIMIT_AS, limits.memory_bytes)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":
        _end_with(parent)


def _lower(which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(which, (most, hard))


def _end_with(parent: int) -> None:
    """Be killed when the thread that started this process ends (Linux, prctl(2))."""
    from ctypes import CDLL

    CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it was over before we could ask
        os._exit(1)
