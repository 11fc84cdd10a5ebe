"""A process that loads performance files, and tells of each commit before it makes it.

Run as `python -m support.loading_process`, with settings in the environment. It writes a line to
standard output before and after each transaction of a load.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any

from injector import InstanceProvider, Module

from application.campaigns.files.ports import FilesStore
from application.campaigns.files.receive_file import LOADING
from entrypoints.composition import compose
from entrypoints.settings import Settings
from entrypoints.workers.worker import Worker


def tell(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


class ToldStore:
    """A FilesStore that tells of its transactions."""

    def __init__(self, store: FilesStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        with self._store.transaction() as work:
            tell("begun")
            yield ToldWork(work)


class ToldWork:
    def __init__(self, work: Any) -> None:
        self._work = work

    def __getattr__(self, name: str) -> Any:
        return getattr(self._work, name)

    def commit(self) -> None:
        tell("committing")
        self._work.commit()
        tell("committed")


class Told(Module):
    def __init__(self, plain: Any) -> None:
        self._plain = plain

    def configure(self, binder: Any) -> None:
        told: Any = ToldStore(self._plain.get(FilesStore))
        binder.bind(FilesStore, to=InstanceProvider(told))


def main() -> None:
    settings = Settings.from_env(os.environ)
    container = compose(settings, Told(compose(settings)))
    tell("ready")
    while True:  # until somebody kills it
        if not container.get(Worker).do_job([LOADING]):
            sleep(0.05)


if __name__ == "__main__":
    main()
