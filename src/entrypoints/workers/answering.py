"""Write answers in the process that was asked."""

from concurrent.futures import Executor
from dataclasses import dataclass

from application.jobs.ports import Lease
from entrypoints.workers.runner import JobRunner


@dataclass(frozen=True, slots=True)
class Answering:
    executor: Executor
    runner: JobRunner

    def begin(self, lease: Lease) -> None:
        """Have the answer written; whoever asked may leave, and may come back for it."""
        self.executor.submit(self.runner, lease)
