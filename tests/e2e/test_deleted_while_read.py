"""A document that is deleted and purged while a worker takes it in leaves nothing in the index."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from adapters.knowledge.memory_index import InMemoryPassageIndex
from application.errors import Unavailable
from application.knowledge.index_document import IndexDocument
from e2e.harbour import OPENING
from e2e.test_erasure import DOCUMENTS, STORES, erasure, remaining
from entrypoints.testing import Portico, SteppingClock

AN_HOUR = timedelta(hours=1)


class Killed(BaseException):
    """Nothing catches it, like a SIGKILL."""


def before_indexing(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Have it happen once, when the next passages are to be embedded."""
    waiting, index = [happens], IndexDocument.__call__

    def indexed(self: IndexDocument, *given: Any) -> Any:
        if waiting:
            waiting.pop()()
        return index(self, *given)

    monkeypatch.setattr(IndexDocument, "__call__", indexed)


@pytest.mark.parametrize(
    "fault", [Unavailable("the search index", "away"), Killed()], ids=["away", "killed"]
)
def test_what_comes_in_after_the_purge_is_purged_too(
    fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SteppingClock()
    portico = Portico.start(clock=clock)
    received = portico.client.post(DOCUMENTS, json={"title": "Rules", "text": OPENING})
    document = received.get_json()["id"]
    faults, remove = list[BaseException](), InMemoryPassageIndex.remove

    def removed(self: InMemoryPassageIndex, *given: Any) -> None:
        if faults:
            raise faults.pop()
        remove(self, *given)

    def deleted_and_purged() -> None:
        portico.client.delete(f"{DOCUMENTS}/{document}")
        clock.step(timedelta(seconds=1))
        portico.work()
        assert erasure(portico, document)["purged_at"] is not None
        faults.append(fault)

    monkeypatch.setattr(InMemoryPassageIndex, "remove", removed)
    before_indexing(monkeypatch, deleted_and_purged)
    with suppress(Killed):
        portico.work()
    assert not faults
    assert remaining(portico, document)["index"] == 1
    clock.step(AN_HOUR)
    portico.work()

    assert remaining(portico, document) == dict.fromkeys(STORES, 0)
    assert erasure(portico, document)["purged_at"] is not None
