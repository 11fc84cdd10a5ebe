"""PostgreSQL: a cluster of its own, trusted on loopback, database and user `portico`."""

import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import places
from .account import Account
from .commands import last_line, run
from .daemon import Daemon
from .network import require_free
from .service import Failed

BINARIES = ("initdb", "postgres", "psql")
SOCKET_PATH_LIMIT = 90


@dataclass(frozen=True, slots=True)
class Postgres:
    folder: Path
    port: int
    name: str = "postgresql"
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
        return None if _binaries() else "its server programs (initdb, postgres) are not installed"

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

    def _run(self, account: Account, program: str, *arguments: str, stdin: str = "") -> None:
        command = [str(_program(program)), *arguments]
        who = (account.user, account.group)
        result = run(command, account=who, folder=self.folder, stdin=stdin)
        if result.returncode:
            raise Failed(f"{program} failed: {last_line(result.stderr)}")

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
        return [str(_program("postgres")), "-D", str(self._data), *options]

    def _answers(self) -> bool:
        address = f"host={places.LOOPBACK} port={self.port} user=portico dbname=portico"
        question = ["-XAtc", "SELECT 1", f"{address} sslmode=disable connect_timeout=3"]
        return run([str(_program("psql")), *question], seconds=5).stdout.strip() == "1"


def _program(name: str) -> Path:
    folder = _binaries()
    if folder is None:
        raise Failed(f"{name} is no longer installed")
    return folder / name


def _binaries() -> Path | None:
    found = (each for each in _candidates() if all((each / name).exists() for name in BINARIES))
    return next(found, None)


def _candidates() -> Iterator[Path]:
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent
    if said := run(["pg_config", "--bindir"]).stdout.strip():
        yield Path(said)
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(versions, key=lambda each: float(each.parent.name), reverse=True)
