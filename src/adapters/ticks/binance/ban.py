"""Until when an exchange is to be left alone: no clock that can be set is asked.

It outlives the process in a small file. In the same boot the kernel's own count of seconds goes on;
after another boot as much is left as was noted last, at most a minute more than there was.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

NOTE_SECONDS: Final = 60.0
BANNING: Final = frozenset({429, 418})
USUAL_WAIT, LONGEST_WAIT = 60, 3 * 86_400
BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
UPTIME: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Noted(msgspec.Struct):
    """`until` counts in the seconds of that boot; `left` were left when it was noted."""

    boot: str
    until: float
    left: float


def uptime() -> float:
    return time.clock_gettime(UPTIME)


def boot() -> str:
    """Return what tells this boot from any other; nothing where the system does not say."""
    try:
        return BOOT.read_text().strip()
    except OSError:
        return ""


def wait_told(retry_after: str | None) -> int:
    """Return for how many seconds to wait; the exchange bans for up to three days."""
    if retry_after is None or not (retry_after.isascii() and retry_after.isdigit()):
        return USUAL_WAIT
    return min(max(1, int(retry_after[:9])), LONGEST_WAIT)


class Ban:
    """Without a path it ends with the process."""

    def __init__(
        self,
        path: Path | None = None,
        now: Callable[[], float] = uptime,
        boot: Callable[[], str] = boot,
    ) -> None:
        self._path, self._now, self._boot = path, now, boot()
        self._until = self._noted = float("-inf")
        if path is not None and (noted := _read(path)) is not None:
            is_same = bool(self._boot) and noted.boot == self._boot
            self._until = noted.until if is_same else now() + noted.left
            self._noted = noted.left
            if not is_same and self.left():
                self._note(self.left())

    def leave(self, seconds: float) -> None:
        """Leave it alone for so long; what was longer stays."""
        self._until = max(self._until, self._now() + seconds)
        self._note(self._until - self._now())

    def left(self) -> float:
        """Return for how many seconds it is to be left alone, 0 when it may be asked."""
        left = max(0.0, self._until - self._now())
        if self._noted > 0 and (not left or self._noted - left >= NOTE_SECONDS):
            self._note(left)
        return left

    def _note(self, left: float) -> None:
        self._noted = left
        if self._path is None:
            return
        new = self._path.with_name(f"{self._path.name}.new")
        with suppress(OSError):  # a disk that is full: then it is known to this process alone
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(msgspec.json.encode(Noted(self._boot, self._until, left)))
            new.replace(self._path)


def _read(path: Path) -> Noted | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Noted)
    except (OSError, ValueError):  # there is none, or it says nothing
        return None
