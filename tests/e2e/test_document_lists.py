"""Documents are listed page by page, and a deleted one is nowhere from then on."""

from e2e.harbour import RULES, WHEN, asked, opened, said
from e2e.problems import refused
from entrypoints.testing import Portico

DOCUMENTS = "/api/v1/documents"


def received(portico: Portico, text: str) -> str:
    body = {"title": text, "text": text}
    return str(portico.client.post(DOCUMENTS, json=body).get_json()["id"])


def test_pages_have_no_gaps_and_nothing_twice_while_new_ones_come_in(portico: Portico) -> None:
    there = [received(portico, f"document {number}") for number in range(25)]
    seen: list[str] = []
    query, cursor = "limit=10", ""
    while cursor is not None:
        page = portico.client.get(f"{DOCUMENTS}?{query}").get_json()
        seen += [one["id"] for one in page["items"]]
        received(portico, f"came in after {len(seen)} were read")
        cursor = page["next_cursor"]
        query = f"limit=10&cursor={cursor}"
    assert seen == there[::-1]


def test_a_page_that_just_fits_is_the_last(portico: Portico) -> None:
    for text in ("one", "two"):
        received(portico, text)
    assert portico.client.get(f"{DOCUMENTS}?limit=2").get_json()["next_cursor"] is None
    assert portico.client.get(f"{DOCUMENTS}?limit=1").get_json()["next_cursor"] is not None


def test_a_cursor_outlives_the_document_that_it_was_made_at(portico: Portico) -> None:
    first, second = received(portico, "one"), received(portico, "two")
    cursor = portico.client.get(f"{DOCUMENTS}?limit=1").get_json()["next_cursor"]
    assert portico.client.delete(f"{DOCUMENTS}/{second}").status_code == 204
    items = portico.client.get(f"{DOCUMENTS}?cursor={cursor}").get_json()["items"]
    assert [one["id"] for one in items] == [first]


def test_a_deleted_document_is_gone_everywhere_at_once(portico: Portico) -> None:
    document, _ = opened(portico)
    path = f"{DOCUMENTS}/{document}"
    response = portico.client.delete(path)
    assert (response.status_code, response.get_data()) == (204, b"")
    for place in (path, f"{path}/content", f"{path}/pages/1"):
        refused(portico.client.get(place), 404, "document_not_found")
    refused(portico.client.delete(path), 404, "document_not_found")
    assert portico.client.get(DOCUMENTS).get_json()["items"] == []
    assert portico.client.post("/api/v1/search", json={"query": WHEN}).get_json()["items"] == []
    body = {"document_ids": [document]}
    refused(portico.client.post("/api/v1/conversations", json=body), 422, "documents_unknown")


def test_what_was_quoted_from_a_deleted_document_is_withdrawn(portico: Portico) -> None:
    document, conversation = opened(portico)
    assert asked(portico, conversation).get_json()["citations"][0]["withdrawn"] is False
    portico.client.delete(f"{DOCUMENTS}/{document}")
    portico.work()
    (citation,) = said(portico, conversation)[-1]["citations"]
    assert (citation["withdrawn"], citation["quote"]) == (True, "")
    assert citation["document_id"] == document


def test_a_deleted_document_may_be_handed_in_again(portico: Portico) -> None:
    document, _ = opened(portico)
    portico.client.delete(f"{DOCUMENTS}/{document}")
    assert portico.add("Harbour rules", RULES)["id"] != document
    assert portico.client.post("/api/v1/search", json={"query": WHEN}).get_json()["items"]


def test_a_document_deleted_before_it_was_read_is_never_read(portico: Portico) -> None:
    document = received(portico, RULES)
    portico.client.delete(f"{DOCUMENTS}/{document}")
    portico.work()
    assert portico.client.post("/api/v1/search", json={"query": WHEN}).get_json()["items"] == []
    assert portico.work() == 0
