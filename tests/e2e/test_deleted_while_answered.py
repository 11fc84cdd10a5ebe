"""A document that is deleted while it is answered from: what is kept of it goes, come what may."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from adapters.conversations.evidence import KnowledgeEvidence
from application.errors import Unavailable
from e2e.harbour import EVENT_STREAM, OPENING, asked, opened, said
from e2e.streams import frames, parsed
from e2e.test_erasure import DOCUMENTS, remaining
from entrypoints.testing import Portico, ScriptedWriter, SteppingClock


class Killed(BaseException):
    """Nothing of ours handles it, like a SIGKILL."""


FAULTS = [
    pytest.param(Unavailable("the database", "it is away"), id="away"),
    pytest.param(Killed(), id="killed"),
]


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """Return what the next looks for deleted documents come to, last first."""
    faults, deleted = list[BaseException](), KnowledgeEvidence.deleted

    def look(self: KnowledgeEvidence, *given: Any) -> Any:
        if faults:
            raise faults.pop()
        return deleted(self, *given)

    monkeypatch.setattr(KnowledgeEvidence, "deleted", look)
    return faults


@dataclass
class Scene:
    """An answer that has quoted a document, which was deleted and purged then."""

    portico: Portico
    clock: SteppingClock
    document: str
    conversation: str
    run: str
    stream: Iterator[str]
    stalled: Event

    def ends(self) -> None:
        """Let the writer end, and the workers do what is left."""
        self.stalled.set()
        list(self.stream)
        self.portico.container.get(Executor).shutdown()
        for _ in range(3):
            self.clock.step(timedelta(minutes=5))
            with suppress(Killed):
                self.portico.work()

    def is_withdrawn(self) -> bool:
        (citation,) = said(self.portico, self.conversation)[-1]["citations"]
        return (citation["withdrawn"], citation["quote"]) == (True, "")


@pytest.fixture
def scene() -> Scene:
    clock, stalled = SteppingClock(), Event()
    writer = ScriptedWriter([f"{OPENING} [1] And", stalled])
    portico = Portico.start(writer=writer, clock=clock, threads=True)
    document, conversation = opened(portico)
    answer = asked(portico, conversation, **EVENT_STREAM)
    stream = frames(answer)
    heard = [next(stream)]
    while "event: citation" not in heard[-1]:
        heard.append(next(stream))
    [run] = {one.data["run_id"] for one in map(parsed, heard) if "run_id" in one.data}
    portico.client.delete(f"{DOCUMENTS}/{document}")
    portico.work()
    return Scene(portico, clock, document, conversation, run, stream, stalled)


@pytest.mark.parametrize("fault", FAULTS)
def test_it_is_withdrawn_though_nobody_could_look_at_the_answers_end(
    fault: BaseException, scene: Scene, faults: list[BaseException]
) -> None:
    faults += [fault, fault]
    scene.ends()

    assert not faults
    assert scene.is_withdrawn()
    assert remaining(scene.portico, scene.document)["conversations"] == 0


def test_it_is_withdrawn_though_whoever_stopped_the_answer_could_not_look(
    scene: Scene, faults: list[BaseException]
) -> None:
    faults.append(Unavailable("the database", "it is away"))
    scene.portico.client.post(f"/api/v1/runs/{scene.run}/stop")
    assert not faults
    scene.ends()

    assert scene.is_withdrawn()
    assert remaining(scene.portico, scene.document)["conversations"] == 0
