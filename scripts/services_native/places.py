"""Where state lives and which ports are taken: all that the environment may change."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOOPBACK = "127.0.0.1"
CHECKOUT = Path(__file__).resolve().parents[2]


def home() -> Path:
    """Where data, logs, pid files and downloads are; safe to delete when all is down."""
    return Path(os.environ.get("PORTICO_SERVICES_HOME") or CHECKOUT / "var/services").resolve()


def cache() -> Path:
    return home() / "cache"


def port(service: str, default: int) -> int:
    return int(os.environ.get(f"PORTICO_SERVICES_{service}_PORT") or default)


def may_install() -> bool:
    return os.environ.get("PORTICO_SERVICES_INSTALL") == "1"


@contextmanager
def locked() -> Iterator[None]:
    """One `up` or `down` at a time for one home."""
    home().mkdir(parents=True, exist_ok=True)
    with (home() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
