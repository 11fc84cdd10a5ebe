"""The first conversation from end to end, on a real server over each database."""

from pathlib import Path
from typing import Any

import pytest

from support.databases import emptied
from support.pdfs import make_pdf
from support.served import REQUIRED, Served, served, wait_until

pytestmark = pytest.mark.slow
PAGES = [
    "Handbook of Port Merrow.\nIt is invented.",
    "The harbour opens at six in the morning.\nVisitors pay eighteen crowns a night.",
]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.service)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    home = {"PORTICO_HOME": str(tmp_path / "home"), "PORTICO_EMBEDDER_URL": "memory:", **REQUIRED}
    if request.param == "postgres":
        home["PORTICO_DATABASE_URL"] = emptied(request.getfixturevalue("postgres_database"))
    return home


def sign_in(server: Served) -> None:
    """Come as a new person with an organisation of their own."""
    ada = {"email": "ada@example.com", "password": "correct horse battery"}
    told = server.client.post("/api/v1/auth/sign-up", json=ada).json()
    proof = {"token": told["verification_token"]}
    assert server.client.post("/api/v1/auth/verifications", json=proof).status_code == 204
    access = server.client.post("/api/v1/auth/sign-in", json=ada).json()["access_token"]
    server.client.headers["Authorization"] = f"Bearer {access}"
    founded = server.client.post("/api/v1/organisations", json={"name": "Harbour"})
    assert founded.status_code == 201


def upload(server: Served) -> dict[str, Any]:
    files = {"file": ("handbook.pdf", make_pdf(PAGES), "application/pdf")}
    response = server.client.post("/api/v1/documents", files=files)
    assert response.status_code == 202
    where = response.headers["Location"]
    wait_until(lambda: server.client.get(where).json()["state"] == "ready")
    document: dict[str, Any] = server.client.get(where).json()
    return document


def ask(server: Served, messages: str, question: str) -> dict[str, Any]:
    response = server.client.post(messages, json={"content": question})
    assert response.status_code == 201
    answer: dict[str, Any] = response.json()
    return answer


def test_a_pdf_is_read_asked_followed_up_and_deleted(settings: dict[str, str]) -> None:
    with served(settings=settings) as server:
        sign_in(server)
        document = upload(server)
        started = server.client.post(
            "/api/v1/conversations", json={"document_ids": [document["id"]]}
        ).json()
        messages = f"/api/v1/conversations/{started['id']}/messages"

        first = ask(server, messages, "When does the harbour open in the morning?")
        assert_quoted(server, document, first, page=2)
        second = ask(server, messages, "And what do visitors pay there?")
        assert "harbour" in second["retrieval"]["query"]
        assert_quoted(server, document, second, page=2)
        third = ask(server, messages, "Which football team won the cup?")
        assert (third["answer_status"], third["citations"]) == ("abstained", [])

        assert server.client.delete(f"/api/v1/documents/{document['id']}").status_code == 204
        assert ask(server, messages, "When does it open?")["answer_status"] == "abstained"
        wait_until(lambda: all(one["withdrawn"] for one in citations(server, messages)))
        assert citations(server, messages)


def assert_quoted(
    server: Served, document: dict[str, Any], answer: dict[str, Any], page: int
) -> None:
    assert answer["answer_status"] == "answered"
    assert answer["citations"]
    path = f"/api/v1/documents/{document['id']}/pages/{page}"
    text = server.client.get(path).json()["text"]
    for citation in answer["citations"]:
        assert citation["page"] == page
        assert citation["quote"] == text[citation["start"] : citation["end"]]


def citations(server: Served, messages: str) -> list[dict[str, Any]]:
    items = server.client.get(messages).json()["items"]
    return [citation for item in items for citation in item["citations"]]
