"""PostgreSQL: a cluster of its own, trusted on loopback, database and user `portico`."""

import os
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from . import places
from .account import Account
from .commands import last_line, run
from .daemon import Daemon
from .network import require_free
from .postgres_programs import binaries, program
from .service import Failed

SOCKET_PATH_LIMIT = 90


@dataclass(frozen=True, slots=True)
class Postgres:
    folder: Path
    port: int
    name: str = "postgres"
    packages: tuple[str, ...] = ("postgresql",)

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://portico@{places.LOOPBACK}:{self.port}/portico"

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def _daemon(self) -> Daemon:
        # SIGINT is its "fast" shutdown; on SIGTERM it would wait for every client to leave.
        return Daemon(self.folder, str(self._data), stop_signal=signal.SIGINT)

    def available(self) -> str | None:
        return None if binaries() else "its server programs (initdb, postgres) are not installed"

    def running(self) -> bool:
        return self._daemon.pid() is not None

    def ready(self) -> bool:
        return self.running() and self._answers()

    def start(self) -> None:
        if not self.running():
            require_free(self.port)
            account = Account.unprivileged()
            account.own(self.folder)
            self._create_cluster(account)
            self._wait_for_predecessor()
            self._daemon.spawn(self._command(account), account)
        self._daemon.wait_until(self._answers, seconds=60)

    def stop(self) -> bool:
        return self._daemon.stop(seconds=20)

    def _create_cluster(self, account: Account) -> None:
        """Built beside and moved into place, so that an interrupted one is never used."""
        if self._data.exists():
            return
        new = self.folder / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        options = ["-U", "portico", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        self._run(account, "initdb", "-D", str(new), *options)
        single = ("--single", "-D", str(new), "postgres")
        self._run(account, "postgres", *single, stdin="CREATE DATABASE portico\n")
        new.rename(self._data)

    def _wait_for_predecessor(self) -> None:
        """A killed server stays in the process table for a moment, and a new one refuses it."""
        end = time.monotonic() + 10
        while _still_known(self._data / "postmaster.pid") and time.monotonic() < end:
            time.sleep(0.1)

    def _run(self, account: Account, name: str, *arguments: str, stdin: str = "") -> None:
        command = [str(program(name)), *arguments]
        who = (account.user, account.group)
        result = run(command, account=who, folder=self.folder, stdin=stdin)
        if result.returncode:
            raise Failed(f"{name} failed: {last_line(result.stderr)}")

    def _command(self, account: Account) -> list[str]:
        sockets = self.folder / "sockets"
        account.own(sockets)
        settings = {
            "listen_addresses": places.LOOPBACK,
            "port": self.port,
            "unix_socket_directories": sockets if len(str(sockets)) < SOCKET_PATH_LIMIT else "",
            "max_connections": 200,
            "timezone": "UTC",
        }
        options = [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]
        return [str(program("postgres")), "-D", str(self._data), *options]

    def _answers(self) -> bool:
        address = f"host={places.LOOPBACK} port={self.port} user=portico dbname=portico"
        question = ["-XAtc", "SELECT 1", f"{address} sslmode=disable connect_timeout=3"]
        return run([str(program("psql")), *question], seconds=5).stdout.strip() == "1"


def _still_known(lock: Path) -> bool:
    try:
        os.kill(int(lock.read_text().split()[0]), 0)
    except (OSError, ValueError, IndexError):
        return False
    return True
