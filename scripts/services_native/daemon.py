"""A long-lived process with a pid file; it is signalled only after a look at its command line."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .account import Account
from .commands import last_line, run
from .service import Failed


def command_line(pid: int) -> str:
    """What the process was started with; empty for none, a zombie, or one long gone."""
    if Path("/proc/self").exists():
        try:
            raw = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return ""
        return raw.replace(b"\0", b" ").decode(errors="replace")
    return run(["ps", "-ww", "-o", "command=", "-p", str(pid)]).stdout


@dataclass(frozen=True, slots=True)
class Daemon:
    """`marker` is a path that only this process has on its command line."""

    folder: Path
    marker: str
    stop_signal: signal.Signals = signal.SIGTERM

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def pid(self) -> int | None:
        """The process we started, if it is still that one; a stale pid file counts for nothing."""
        try:
            pid = int((self.folder / "pid").read_text())
        except (OSError, ValueError):
            return None
        return pid if self.marker in command_line(pid) else None

    def spawn(self, command: Sequence[str], account: Account) -> None:
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=account.user,
                group=account.group,
                extra_groups=None if account.user is None else [],
            )
        (self.folder / "pid").write_text(f"{process.pid}\n")
        while self.pid() is None and process.poll() is None:
            time.sleep(0.01)  # its command line is empty for an instant while it takes over
        process.returncode = 0  # it outlives us: nobody waits for it, and that is no leak

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        end = time.monotonic() + seconds
        while not ready():
            if self.pid() is None:
                raise Failed(f"it ended at once: {self._last_words()} (see {self.log})")
            if time.monotonic() > end:
                raise Failed(f"it was not ready after {seconds:.0f} s (see {self.log})")
            time.sleep(0.1)

    def _last_words(self) -> str:
        return last_line(self.log.read_text(errors="replace")[-4000:])

    def stop(self, seconds: float) -> bool:
        """Ask, wait, insist. A stopped (SIGSTOP) process is woken, or it would never hear."""
        pid = self.pid()
        if pid is not None:
            self._signal(pid, self.stop_signal, signal.SIGCONT)
            if not self._gone(seconds):
                self._signal(pid, signal.SIGKILL)
                self._gone(10)
        (self.folder / "pid").unlink(missing_ok=True)
        return pid is not None

    def _signal(self, pid: int, *signals: signal.Signals) -> None:
        for each in signals:
            if self.pid() == pid:
                os.kill(pid, each)

    def _gone(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while self.pid() is not None:
            if time.monotonic() > end:
                return False
            time.sleep(0.05)
        return True
