"""End with the process that started this one."""

import os
from collections.abc import Callable
from threading import Thread
from time import sleep

LOOK_SECONDS = 0.5


def when_orphaned(parent: int, act: Callable[[], None]) -> None:
    """Call `act` soon after the parent process has died, however it died, and if it is dead now."""
    Thread(target=_watch, args=(parent, act), daemon=True, name="parent").start()


def _watch(parent: int, act: Callable[[], None]) -> None:
    while os.getppid() == parent:
        sleep(LOOK_SECONDS)
    act()
