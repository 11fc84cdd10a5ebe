"""Replacing a document costs the index as much for the thirtieth time as for the second."""

from collections import Counter
from collections.abc import Collection
from typing import Any

import pytest

from adapters.knowledge.memory_index import InMemoryPassageIndex
from application.knowledge import sweep_versions
from domain.ids import DocumentId, OrganisationId
from entrypoints.testing import Portico


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what the index is asked for, and the names that it is asked about."""
    told = Counter[str]()
    remove, counted = InMemoryPassageIndex.remove, InMemoryPassageIndex.counted

    def removes(index: InMemoryPassageIndex, *of: Any) -> None:
        told["remove"] += 1
        remove(index, *of)

    def counts(
        index: InMemoryPassageIndex, by: OrganisationId, ids: Collection[DocumentId]
    ) -> object:
        told["counted"] += 1
        told["names"] += len(ids)
        return counted(index, by, ids)

    monkeypatch.setattr(InMemoryPassageIndex, "remove", removes)
    monkeypatch.setattr(InMemoryPassageIndex, "counted", counts)
    return told


def replaced(portico: Portico, times: int) -> str:
    """Replace a document so many times, each after the one before is shown."""
    document = portico.add("Harbour", "Text number 0.")["id"]
    for number in range(1, times + 1):
        path = f"/api/v1/documents/{document}/content"
        body = {"text": f"Text number {number}."}
        put = portico.client.put(path, json=body, headers={"If-Match": "*"})
        assert put.status_code == 202, put.text
        portico.work()
    return str(document)


def test_each_replacement_takes_out_one_version(portico: Portico, asked: Counter[str]) -> None:
    replaced(portico, 30)

    assert (asked["remove"], asked["counted"]) == (30, 30)


def test_what_a_sweep_looks_at_is_bounded(
    portico: Portico, asked: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep_versions, "LOOKED_AT", 4)

    replaced(portico, 30)

    assert asked["remove"] == 30
    assert asked["names"] == 1 + 2 + 3 + 4 * 27


def test_a_version_that_a_sweep_could_not_take_out_goes_with_the_next(
    portico: Portico, asked: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as lost:
        lost.setattr(sweep_versions, "clear", lambda *_: None)
        document = replaced(portico, 3)
    assert asked["remove"] == 0

    path = f"/api/v1/documents/{document}/content"
    portico.client.put(path, json={"text": "The last one."}, headers={"If-Match": "*"})
    portico.work()

    assert asked["remove"] == 4


def test_an_erasure_is_looked_for_once(portico: Portico, asked: Counter[str]) -> None:
    document = replaced(portico, 30)
    portico.client.delete(f"/api/v1/documents/{document}")
    portico.work()
    asked.clear()

    erasure = portico.client.get(f"/api/v1/documents/{document}/erasure").get_json()

    assert erasure["purged_at"] is not None
    assert (asked["counted"], asked["names"], asked["remove"]) == (1, 31, 0)
