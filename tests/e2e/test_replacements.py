"""A document's content is replaced: what is shown stays until the new content is, and no longer."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from e2e.harbour import BERTH, LAMP, OPENING, asked, opened, said
from e2e.problems import refused
from entrypoints.testing import Portico

DOCUMENTS = "/api/v1/documents"
AT_ONCE = 6


def put(portico: Portico, id: str, text: str, seen: str | None = "*", **headers: str) -> Any:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    sent |= {} if seen is None else {"If-Match": seen}
    client = portico.app.test_client()
    return client.put(f"{DOCUMENTS}/{id}/content", json={"text": text}, headers=sent)


def put_file(portico: Portico, id: str, content: bytes, filename: str) -> TestResponse:
    form = {"file": FileStorage(BytesIO(content), filename)}
    path = f"{DOCUMENTS}/{id}/content"
    return portico.client.put(path, data=form, headers={"If-Match": "*"})


def looked(portico: Portico, id: str) -> dict[str, Any]:
    found: dict[str, Any] = portico.client.get(f"{DOCUMENTS}/{id}").get_json()
    return found


def texts(portico: Portico, query: str = "harbour lamp berth", **chosen: Any) -> list[str]:
    body = {"query": query, "limit": 100, **chosen}
    items = portico.client.post("/api/v1/search", json=body).get_json()["items"]
    return [item["text"] for item in items]


def page(portico: Portico, id: str, query: str = "") -> TestResponse:
    return portico.client.get(f"{DOCUMENTS}/{id}/pages/1{query}")


@pytest.fixture
def rules(portico: Portico) -> str:
    return str(portico.add("Harbour rules", OPENING)["id"])


def test_what_is_shown_stays_until_the_new_content_is_ready(portico: Portico, rules: str) -> None:
    response = put(portico, rules, LAMP, '"1"')
    waiting = response.get_json()
    assert (response.status_code, response.headers["ETag"]) == (202, '"2"')
    assert (waiting["state"], waiting["version"]) == ("ready", 1)
    assert (waiting["replacement"]["version"], waiting["replacement"]["state"]) == (2, "received")
    assert texts(portico) == texts(portico, document_ids=[rules]) == [OPENING]
    assert page(portico, rules).get_json()["text"] == OPENING

    portico.work()

    assert texts(portico) == texts(portico, document_ids=[rules]) == [LAMP]
    assert page(portico, rules).get_json()["text"] == LAMP
    done = looked(portico, rules)
    assert (done["version"], done["replacement"], done["title"]) == (2, None, "Harbour rules")
    assert portico.client.get(f"{DOCUMENTS}/{rules}/content").get_data(as_text=True) == LAMP


def test_a_file_may_replace_a_text(portico: Portico, rules: str) -> None:
    assert put_file(portico, rules, f"# Lamp\n\n{LAMP}".encode(), "lamp.md").status_code == 202
    portico.work()
    done = looked(portico, rules)
    assert (done["media_type"], done["title"]) == ("text/markdown", "Harbour rules")
    refused(put_file(portico, rules, b"PK", "lamp.odt"), 415, "media_type_unsupported")
    refused(put_file(portico, rules, b"", "lamp.md"), 422, "document_empty")


def test_a_new_title_comes_with_the_new_content(portico: Portico, rules: str) -> None:
    body, headers = {"title": " The  lamp ", "text": LAMP}, {"If-Match": "*"}
    portico.client.put(f"{DOCUMENTS}/{rules}/content", json=body, headers=headers)
    assert looked(portico, rules)["title"] == "Harbour rules"
    portico.work()
    assert looked(portico, rules)["title"] == "The lamp"


def test_content_that_cannot_be_read_leaves_what_is_shown(portico: Portico, rules: str) -> None:
    put_file(portico, rules, b"\x00\x01 binary", "lamp.txt")
    portico.work()
    document = looked(portico, rules)
    assert (document["state"], document["version"], document["failure"]) == ("ready", 1, None)
    assert document["replacement"]["state"] == "failed"
    assert document["replacement"]["failure"]["code"] == "unreadable"
    assert texts(portico) == [OPENING]
    put(portico, rules, LAMP)
    portico.work()
    assert (looked(portico, rules)["version"], texts(portico)) == (3, [LAMP])


def test_it_takes_the_revision_that_was_seen(portico: Portico, rules: str) -> None:
    refused(put(portico, rules, LAMP, None), 428, "if_match_required")
    refused(put(portico, rules, LAMP, '"7"'), 412, "document_changed")
    refused(put(portico, rules, LAMP, "7"), 412, "version_unknown")
    refused(put(portico, str(uuid4()), LAMP), 404, "document_not_found")
    assert looked(portico, rules)["replacement"] is None
    seen = portico.client.get(f"{DOCUMENTS}/{rules}").headers["ETag"]
    assert put(portico, rules, LAMP, seen).status_code == 202


def test_of_many_at_once_one_wins(portico: Portico, rules: str) -> None:
    barrier = Barrier(AT_ONCE)

    def at_once(number: int) -> Any:
        barrier.wait(timeout=60)
        return put(portico, rules, f"{LAMP} {number}", '"1"')

    with ThreadPoolExecutor(AT_ONCE) as threads:
        responses = list(threads.map(at_once, range(AT_ONCE)))
    (winner,) = [number for number, one in enumerate(responses) if one.status_code == 202]
    for number, one in enumerate(responses):
        if number != winner:
            refused(one, 412, "document_changed")
    portico.work()
    assert page(portico, rules).get_json()["text"] == f"{LAMP} {winner}"


def test_the_same_bytes_change_nothing(portico: Portico, rules: str) -> None:
    before = looked(portico, rules)
    again = put(portico, rules, OPENING, '"1"')
    assert (again.status_code, again.get_json(), again.headers["ETag"]) == (202, before, '"1"')
    put(portico, rules, LAMP, '"1"')
    waiting = looked(portico, rules)
    assert put(portico, rules, LAMP, '"1"').get_json() == waiting
    assert portico.work() == 2  # read it, sweep the version before


def test_the_latest_wins_while_another_is_waiting(portico: Portico, rules: str) -> None:
    put(portico, rules, LAMP)
    latest = put(portico, rules, BERTH).get_json()["replacement"]
    assert (latest["version"], latest["state"]) == (3, "received")
    portico.work()
    assert (texts(portico), looked(portico, rules)["version"]) == ([BERTH], 3)
    assert portico.work() == 0


def test_handing_in_what_is_shown_calls_a_replacement_off(portico: Portico, rules: str) -> None:
    put(portico, rules, LAMP)
    back = put(portico, rules, OPENING).get_json()
    assert (back["version"], back["replacement"]) == (1, None)
    portico.work()
    assert (texts(portico), looked(portico, rules)["version"]) == ([OPENING], 1)
    assert portico.add("Lamp", LAMP)["id"] != rules


def test_content_can_be_replaced_before_it_was_ever_shown(portico: Portico) -> None:
    body = {"title": "Rules", "text": OPENING}
    received = portico.client.post(DOCUMENTS, json=body).get_json()["id"]
    begun = put(portico, received, LAMP).get_json()
    assert (begun["state"], begun["version"], begun["replacement"]) == ("received", 2, None)
    portico.work()
    assert (texts(portico), looked(portico, received)["state"]) == ([LAMP], "ready")


def test_the_same_bytes_are_found_as_the_document_they_replace(
    portico: Portico, rules: str
) -> None:
    def handed_in(text: str) -> str:
        body = {"title": "Again", "text": text}
        return str(portico.client.post(DOCUMENTS, json=body).get_json()["id"])

    put(portico, rules, LAMP)
    assert handed_in(LAMP) == handed_in(OPENING) == rules
    portico.work()
    assert handed_in(LAMP) == rules
    other = handed_in(OPENING)
    assert other != rules
    refused(put(portico, rules, OPENING), 409, "document_already_held")
    portico.client.delete(f"{DOCUMENTS}/{other}")
    assert put(portico, rules, OPENING).status_code == 202


def test_a_key_is_good_for_one_replacement(portico: Portico, rules: str) -> None:
    first = put(portico, rules, LAMP, '"1"', Idempotency_Key="k")
    portico.work()
    again = put(portico, rules, LAMP, '"1"', Idempotency_Key="k")
    assert (again.status_code, again.get_data()) == (202, first.get_data())
    assert again.headers["Idempotency-Replayed"] == "true"
    refused(put(portico, rules, BERTH, Idempotency_Key="k"), 422, "idempotency_key_reused")
    refused(put(portico, rules, BERTH, '"9"', Idempotency_Key="j"), 412, "document_changed")
    assert put(portico, rules, BERTH, '"2"', Idempotency_Key="j").status_code == 202


def test_a_citation_names_its_version_and_never_opens_another(portico: Portico) -> None:
    document, conversation = opened(portico)
    asked(portico, conversation)
    put(portico, document, LAMP)
    portico.work()
    (citation,) = said(portico, conversation)[-1]["citations"]
    assert (citation["version"], citation["quote"], citation["withdrawn"]) == (1, OPENING, False)
    refused(page(portico, document, "?version=1"), 410, "version_replaced")
    refused(page(portico, document, "?version=3"), 404, "version_not_found")
    refused(page(portico, document, "?version=0"), 422, "invalid_parameters")
    now = page(portico, document, "?version=2").get_json()
    assert (now["version"], now["text"]) == (2, LAMP)
    original = f"{DOCUMENTS}/{document}/content?version="
    refused(portico.client.get(f"{original}1"), 410, "version_replaced")
    assert portico.client.get(f"{original}2").status_code == 200


def test_what_is_waiting_cannot_be_read(portico: Portico, rules: str) -> None:
    put(portico, rules, LAMP)
    refused(page(portico, rules, "?version=2"), 404, "version_not_found")
