"""Conversations are started, changed by whoever saw the last version, and deleted."""

from typing import Any
from uuid import uuid4

import pytest

from e2e.harbour import WHEN, asked, opened
from e2e.problems import refused
from entrypoints.testing import Portico

PATH = "/api/v1/conversations"
SHAPE = {"id", "title", "document_ids", "archived", "version", "created_at", "updated_at"}


def change(portico: Portico, conversation: str, seen: str | None, **body: Any) -> Any:
    headers = {} if seen is None else {"If-Match": seen}
    return portico.client.patch(f"{PATH}/{conversation}", json=body, headers=headers)


def test_a_conversation_has_a_fixed_shape(portico: Portico) -> None:
    document = portico.add("Rules", "One rule.")["id"]
    body = {"title": " Ask  the rules ", "document_ids": [document, document]}
    response = portico.client.post(PATH, json=body)
    started = response.get_json()
    assert response.status_code == 201
    assert set(started) == SHAPE
    assert (started["title"], started["document_ids"]) == ("Ask the rules", [document])
    assert response.headers["Location"] == f"{PATH}/{started['id']}"
    assert response.headers["ETag"] == '"1"'
    found = portico.client.get(response.headers["Location"])
    assert (found.get_json(), found.headers["ETag"]) == (started, '"1"')


@pytest.mark.parametrize("body", [{}, {"title": None}, {"document_ids": []}, {"title": " "}])
def test_nothing_needs_to_be_said_to_start(portico: Portico, body: dict[str, Any]) -> None:
    started = portico.client.post(PATH, json=body).get_json()
    assert (started["title"], started["document_ids"]) == ("New conversation", [])


def test_the_first_question_becomes_the_title(portico: Portico) -> None:
    _, conversation = opened(portico)
    asked(portico, conversation, f"  {WHEN}\n")
    asked(portico, conversation, "And who repairs the lamp?")
    assert portico.client.get(f"{PATH}/{conversation}").get_json()["title"] == WHEN


def test_a_title_that_was_given_stays(portico: Portico) -> None:
    conversation = portico.client.post(PATH, json={"title": "Mine"}).get_json()["id"]
    asked(portico, conversation)
    assert portico.client.get(f"{PATH}/{conversation}").get_json()["title"] == "Mine"


@pytest.mark.parametrize("seen", ['"1"', "*", ' "1" '])
def test_whoever_saw_this_version_may_change_it(portico: Portico, seen: str) -> None:
    document, conversation = opened(portico)
    response = change(portico, conversation, seen, title="Renamed")
    assert (response.status_code, response.headers["ETag"]) == (200, '"2"')
    changed = response.get_json()
    assert (changed["title"], changed["version"]) == ("Renamed", 2)
    assert changed["document_ids"] == [document]


def test_whoever_saw_another_version_may_not(portico: Portico) -> None:
    _, conversation = opened(portico)
    assert change(portico, conversation, '"1"', title="First").status_code == 200
    refused(change(portico, conversation, '"1"', title="Second"), 412, "conversation_changed")
    assert portico.client.get(f"{PATH}/{conversation}").get_json()["title"] == "First"


def test_whoever_saw_none_has_to_look_first(portico: Portico) -> None:
    _, conversation = opened(portico)
    refused(change(portico, conversation, None, title="x"), 428, "if_match_required")
    for seen in ("1", 'W/"1"', '"one"', '"1", "2"', '"-1"', '"9999999999"', "**"):
        refused(change(portico, conversation, seen, title="x"), 412, "version_unknown")


def test_documents_may_be_chosen_anew(portico: Portico) -> None:
    document, conversation = opened(portico)
    assert change(portico, conversation, "*", document_ids=[]).get_json()["document_ids"] == []
    body = {"document_ids": [document]}
    assert change(portico, conversation, "*", **body).get_json()["document_ids"] == [document]
    unknown = change(portico, conversation, "*", document_ids=[str(uuid4())])
    refused(unknown, 422, "documents_unknown")


def test_a_deleted_conversation_is_gone_with_its_messages_and_runs(portico: Portico) -> None:
    _, conversation = opened(portico)
    run = asked(portico, conversation).headers["Location"]
    assert portico.client.delete(f"{PATH}/{conversation}").status_code == 204
    for path in (f"{PATH}/{conversation}", f"{PATH}/{conversation}/messages"):
        refused(portico.client.get(path), 404, "conversation_not_found")
    refused(asked(portico, conversation), 404, "conversation_not_found")
    refused(change(portico, conversation, "*", title="x"), 404, "conversation_not_found")
    refused(portico.client.get(run), 404, "run_not_found")
    assert portico.client.get(PATH).get_json()["items"] == []


def test_the_newest_comes_first_page_by_page(portico: Portico) -> None:
    started = [portico.converse() for _ in range(5)]
    seen, query = [], "limit=2"
    for _ in range(3):
        page = portico.client.get(f"{PATH}?{query}").get_json()
        seen += [one["id"] for one in page["items"]]
        query = f"limit=2&cursor={page['next_cursor']}"
    assert seen == started[::-1]
