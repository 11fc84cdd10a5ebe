"""Searching goes on while documents are replaced all the time."""

from typing import Any

import pytest

from application.knowledge.rank_passages import MOST_SEARCHES, Ranking, RankPassages
from e2e.harbour import OPENING
from e2e.test_replacements import put
from entrypoints.testing import Portico

AS_OFTEN = 3 * MOST_SEARCHES


def test_a_search_ends_though_another_document_is_replaced_whenever_it_looks(
    portico: Portico, monkeypatch: pytest.MonkeyPatch
) -> None:
    portico.add("Rules", OPENING)
    log = portico.add("Log", "Entry 0.")["id"]
    search, found = RankPassages._search, list[Ranking]()

    def overtaken(self: RankPassages, *given: Any) -> Ranking:
        found.append(search(self, *given))
        if len(found) <= AS_OFTEN:
            put(portico, log, f"Entry {len(found)}.")
            portico.work()
        return found[-1]

    monkeypatch.setattr(RankPassages, "_search", overtaken)
    response = portico.client.post("/api/v1/search", json={"query": "harbour opens"})

    assert response.status_code == 200
    assert response.get_json()["items"][0]["text"] == OPENING
    assert len(found) == MOST_SEARCHES
