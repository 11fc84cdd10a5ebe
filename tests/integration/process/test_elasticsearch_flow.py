"""The whole flow with passages on a real Elasticsearch: taken in, asked, searched, deleted."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.elasticsearch import address, own_prefix
from support.pdfs import make_pdf

pytestmark = pytest.mark.service
PAGES = [
    "Handbook of Port Merrow.\nIt is invented.",
    "The harbour opens at six in the morning.\nVisitors pay eighteen crowns a night.",
]


@pytest.fixture
def portico() -> Iterator[Portico]:
    host = address().url.removeprefix("http:")
    with own_prefix() as prefix:
        yield Portico.start(settings=replace(MEMORY, search_url=f"elasticsearch:{host}/{prefix}"))


def upload(portico: Portico) -> dict[str, Any]:
    file = (BytesIO(make_pdf(PAGES)), "handbook.pdf", "application/pdf")
    response = portico.client.post("/api/v1/documents", data={"file": file})
    assert response.status_code == 202
    portico.work()
    document: dict[str, Any] = portico.client.get(response.headers["Location"]).get_json()
    assert document["state"] == "ready"
    return document


def search(portico: Portico, mode: str) -> list[dict[str, Any]]:
    asked = {"query": "When does the harbour open?", "mode": mode}
    items: list[dict[str, Any]] = portico.client.post("/api/v1/search", json=asked).get_json()[
        "items"
    ]
    return items


def test_a_pdf_is_read_asked_searched_and_deleted(portico: Portico) -> None:
    document = upload(portico)
    talk = portico.converse(document["id"])

    answer = portico.ask("When does the harbour open in the morning?", talk)
    assert answer["answer_status"] == "answered"
    page = portico.client.get(f"/api/v1/documents/{document['id']}/pages/2").get_json()["text"]
    for citation in answer["citations"]:
        assert citation["quote"] == page[citation["start"] : citation["end"]]
    assert portico.ask("Which team won the cup?", talk)["answer_status"] == "abstained"
    for mode in ("keyword", "dense", "hybrid"):
        assert search(portico, mode)[0]["page"] == 2

    portico.client.delete(f"/api/v1/documents/{document['id']}")
    portico.work()
    assert search(portico, "hybrid") == []
    assert portico.ask("When does the harbour open?", talk)["answer_status"] == "abstained"
