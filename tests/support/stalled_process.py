"""A process that does its jobs and stops for ever at a chosen step, to be killed there.

Run as `python -m support.stalled_process STEP`, with settings in the environment. It writes the
line `stalled` to standard output when it has come to the step.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from injector import InstanceProvider, Module

from application.conversations.ports import AnswerWriter
from application.knowledge.ports import Embedder, KnowledgeStore, PassageIndexes, TextExtractor
from domain.knowledge.generation import GenerationId
from entrypoints.composition import compose
from entrypoints.settings import Settings
from entrypoints.workers.worker import Worker

STEPS = ("taken", "extracting", "embedding", "indexing", "indexed", "finishing")
SWEEPING = ("sweeping", "swept")
"""What comes after the last step of a replacement."""


def stall() -> None:
    sys.stdout.write("stalled\n")
    sys.stdout.flush()
    time.sleep(60)


class Before:
    """A port that stalls before the call of that name, and is itself in everything else."""

    def __init__(self, port: Any, name: str, *, after: bool = False) -> None:
        self._port, self._name, self._after = port, name, after

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._port, name)
        return self._stalling(attribute) if name == self._name else attribute

    def _stalling(self, call: Any) -> Any:
        def stalling(*args: Any, **kwargs: Any) -> Any:
            if not self._after:
                stall()
            result = call(*args, **kwargs)
            stall()
            return result

        return stalling


class StalledStore:
    """A KnowledgeStore whose last transaction stalls before it commits."""

    def __init__(self, store: KnowledgeStore) -> None:
        self._store = store

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        with self._store.transaction() as work:
            yield StalledWork(work)


class StalledWork:
    def __init__(self, work: Any) -> None:
        self._work = work

    def __getattr__(self, name: str) -> Any:
        port = getattr(self._work, name)
        return Before(port, "finish", after=True) if name == "jobs" else port


class StalledIndexes:
    def __init__(
        self, indexes: PassageIndexes, change: str = "replace", *, after: bool = False
    ) -> None:
        self._indexes, self._change, self._after = indexes, change, after

    def of(self, generation: GenerationId) -> Any:
        return Before(self._indexes.of(generation), self._change, after=self._after)

    def point(self, generation: GenerationId) -> None:
        self._indexes.point(generation)


class Swap(Module):
    def __init__(self, step: str, plain: Any) -> None:
        self._step, self._plain = step, plain

    def configure(self, binder: Any) -> None:
        for port, double in self._stalled().items():
            binder.bind(port, to=InstanceProvider(double))

    def _stalled(self) -> dict[type, Any]:
        get = self._plain.get
        made: dict[str, Any] = {
            "taken": lambda: {KnowledgeStore: Before(get(KnowledgeStore), "transaction")},
            "extracting": lambda: {TextExtractor: Before(get(TextExtractor), "extract")},
            "embedding": lambda: {Embedder: Before(get(Embedder), "embed")},
            "indexing": lambda: {PassageIndexes: StalledIndexes(get(PassageIndexes))},
            "indexed": lambda: {PassageIndexes: StalledIndexes(get(PassageIndexes), after=True)},
            "sweeping": lambda: {PassageIndexes: StalledIndexes(get(PassageIndexes), "remove")},
            "swept": lambda: {
                PassageIndexes: StalledIndexes(get(PassageIndexes), "remove", after=True)
            },
            "finishing": lambda: {KnowledgeStore: StalledStore(get(KnowledgeStore))},
            "writing": lambda: {AnswerWriter: Before(get(AnswerWriter), "write")},
        }
        stalled: dict[type, Any] = made[self._step]()
        return stalled


def main(step: str, queue: str) -> None:
    settings = Settings.from_env(os.environ)
    container = compose(settings, Swap(step, compose(settings)))
    while container.get(Worker).do_job([queue]):
        pass


if __name__ == "__main__":
    main(*sys.argv[1:])
