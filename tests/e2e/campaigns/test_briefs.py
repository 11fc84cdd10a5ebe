"""Briefs over HTTP: asked for, found again, explained by their trace, and refused."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.idempotency.memory import KEYS
from application.campaigns.briefs.ports import Briefs
from application.idempotency.ports import IdempotencyStore
from application.paging import Window
from domain.campaigns.briefs.asked import LONGEST
from entrypoints.composition.infrastructure import LOCAL
from entrypoints.testing import Portico
from support.campaign_briefs import LAMP

BRIEFS = "/api/v1/campaign-briefs"
NOWHERE = "00000000-0000-7000-8000-000000000000"


def ask(portico: Portico, **changes: Any) -> Any:
    return portico.client.post(BRIEFS, json={**LAMP, **changes})


def test_a_brief_is_written_and_found_where_it_says(portico: Portico) -> None:
    made = ask(portico)
    shown = made.get_json()
    assert made.status_code == 201
    assert made.headers["Location"] == f"{BRIEFS}/{shown['id']}"
    assert portico.client.get(made.headers["Location"]).get_json() == shown
    assert shown["caption"].startswith("Storm Lamp by Harbour.")
    assert 3 <= len(shown["hook_ideas"]) <= 5
    assert shown["hashtags"] == ["#Harbour", "#StormLamp"]
    assert (shown["tone"], shown["cta"]) == ("friendly", "See what it is about.")
    assert (shown["cached"], shown["fallback"], shown["repairs"]) == (False, False, 0)
    assert (shown["model"], shown["platform"]) == ("template", "instagram")


def test_every_line_says_what_holds_it_up(portico: Portico) -> None:
    shown = ask(portico).get_json()
    trace = portico.client.get(f"{BRIEFS}/{shown['id']}/trace").get_json()
    facts = {one["id"]: one for call in trace["tool_calls"] for one in call["result"]}
    sources = {one["line"]: one["facts"] for one in shown["sources"]}
    assert len(sources) == 1 + len(shown["hook_ideas"]) + len(shown["hashtags"]) + 1
    assert sources["/cta"][0]["text"] == shown["cta"]
    assert sources["/hashtags/0"] == []
    assert all(one == facts[one["id"]] for named in sources.values() for one in named)


def test_the_trace_has_every_call_and_says_what_nothing_is_known_from(portico: Portico) -> None:
    shown = ask(portico).get_json()
    trace = portico.client.get(f"{BRIEFS}/{shown['id']}/trace").get_json()
    calls = {one["tool"]: one for one in trace["tool_calls"]}
    assert [one["number"] for one in trace["tool_calls"]] == [1, 2, 3, 4]
    assert list(calls) == ["article_trends", "performance_trends", "persona", "creative_angle"]
    assert all(one["outcome"] == "done" and one["seconds"] >= 0 for one in calls.values())
    assert calls["persona"]["arguments"] == {"audience": "young runners", "platform": "instagram"}
    assert (calls["article_trends"]["result"], calls["performance_trends"]["result"]) == ([], [])
    assert "no article" in calls["article_trends"]["note"]
    assert "no performance data is published" in calls["performance_trends"]["note"]
    assert "not from research" in calls["persona"]["note"]
    assert (trace["model_calls"], trace["repairs"], trace["snapshot"]) == ([], 0, 0)


def test_our_own_documents_are_quoted_and_cited(portico: Portico) -> None:
    document = portico.add("Sales notes", "The quay. A storm lamp sells before the storm. The end.")
    shown = ask(portico).get_json()
    line = next(one for one in shown["sources"] if one["facts"][:1] and one["facts"][0]["cited"])
    [fact] = line["facts"]
    assert fact["tool"] == "article_trends"
    assert fact["text"].endswith(": A storm lamp sells before the storm.")
    where = fact["cited"]
    assert where == {
        "document_id": document["id"],
        "version": 1,
        "page": 1,
        "start": 10,
        "end": 46,
    }
    hook = shown["hook_ideas"][int(line["line"].removeprefix("/hook_ideas/"))]
    assert hook == f"Tie in with our own words: {fact['text']}"
    trace = portico.client.get(f"{BRIEFS}/{shown['id']}/trace").get_json()
    [call] = [one for one in trace["tool_calls"] if one["tool"] == "article_trends"]
    assert call["result"] == [fact]


def test_a_document_that_is_deleted_takes_its_words_along(portico: Portico) -> None:
    document = portico.add("Sales notes", "A storm lamp sells before the storm.")
    shown = ask(portico).get_json()
    assert portico.client.delete(f"/api/v1/documents/{document['id']}").status_code == 204
    assert portico.client.get(f"{BRIEFS}/{shown['id']}").status_code == 404
    assert portico.client.get(BRIEFS).get_json() == {"items": [], "next_cursor": None}
    portico.work()
    kept = portico.container.get(Briefs).listed(LOCAL.organisation_id, Window(9))
    assert [one.writing.written.content.caption for one in kept.items] == [""]
    assert "before the storm" not in str(kept)
    again = ask(portico).get_json()
    assert (again["cached"], "before the storm" in str(again)) == (False, False)


def test_who_means_the_same_gets_the_same_words(portico: Portico) -> None:
    first = ask(portico).get_json()
    again = ask(portico, product=" storm  LAMP ").get_json()
    assert (first["cached"], again["cached"]) == (False, True)
    assert again["id"] != first["id"]
    assert again["product"] == "storm LAMP"
    assert again["caption"] == first["caption"]
    assert again["written_at"] == first["written_at"]
    assert not ask(portico, product="Storm Lamp 2").get_json()["cached"]


def test_the_same_key_makes_one_brief(portico: Portico) -> None:
    key = {"Idempotency-Key": "again"}
    made = [portico.client.post(BRIEFS, json=LAMP, headers=key) for _ in range(2)]
    assert made[0].get_json() == made[1].get_json()
    assert made[1].headers["Idempotency-Replayed"] == "true"
    other = portico.client.post(BRIEFS, json={**LAMP, "goal": "sales"}, headers=key)
    assert (other.status_code, other.get_json()["code"]) == (422, "idempotency_key_reused")
    assert len(portico.client.get(BRIEFS).get_json()["items"]) == 1


def test_the_same_key_tells_no_words_of_a_document_that_is_gone(portico: Portico) -> None:
    document = portico.add("Sales notes", "A storm lamp sells before the storm.")
    key = {"Idempotency-Key": "again"}
    made = portico.client.post(BRIEFS, json=LAMP, headers=key)
    assert "before the storm" in made.text
    assert portico.client.delete(f"/api/v1/documents/{document['id']}").status_code == 204
    for _ in range(2):
        again = portico.client.post(BRIEFS, json=LAMP, headers=key)
        assert (again.status_code, again.get_json()["code"]) == (404, "brief_not_found")
        portico.work()


def test_of_an_answer_to_a_key_no_word_is_kept(portico: Portico) -> None:
    """Else it would outlive the document that it quotes."""
    key = {"Idempotency-Key": "again"}
    assert portico.client.post(BRIEFS, json=LAMP, headers=key).status_code == 201
    store: Any = portico.container.get(IdempotencyStore)
    [kept] = store.database.rows(KEYS).values()
    assert (kept.answer.status, kept.answer.body) == (201, b"")


def test_they_are_listed_in_pages(portico: Portico) -> None:
    made = [ask(portico, goal=f"goal {one}").get_json() for one in range(3)]
    first = portico.client.get(BRIEFS, query_string={"limit": 2}).get_json()
    assert first["items"] == [made[2], made[1]]
    last = {"limit": 2, "cursor": first["next_cursor"]}
    rest = portico.client.get(BRIEFS, query_string=last).get_json()
    assert rest == {"items": [made[0]], "next_cursor": None}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"brand": " "}, "brief_not_possible"),
        ({"product": "\u200b\u200d"}, "brief_not_possible"),
        ({"product": "x" * (LONGEST["product"] + 1)}, "brief_not_possible"),
        ({"product": "<b>Lamp</b>"}, "brief_not_possible"),
        ({"goal": "sh1t"}, "brand_unsafe"),
        ({"platform": "myspace"}, "platform_unknown"),
        ({"platform": ""}, "platform_unknown"),
        ({"brand": ""}, "invalid_body"),
        ({"brand": None}, "invalid_body"),
        ({"brand": 7}, "invalid_body"),
        ({"audience": ["all"]}, "invalid_body"),
        ({"budget": 7}, "invalid_body"),
    ],
)
def test_what_cannot_be_is_refused(portico: Portico, changes: dict[str, Any], code: str) -> None:
    answer = ask(portico, **changes)
    assert (answer.status_code, answer.get_json()["code"]) == (422, code)
    assert portico.client.get(BRIEFS).get_json()["items"] == []


@pytest.mark.parametrize("path", [NOWHERE, f"{NOWHERE}/trace", "none"])
def test_what_is_not_there_is_not_found(portico: Portico, path: str) -> None:
    assert portico.client.get(f"{BRIEFS}/{path}").status_code == 404


def test_a_name_in_any_script_is_written_about(portico: Portico) -> None:
    made = ask(portico, brand="हार्बर", product="दीपक 🏮", audience="धावक", tone="warm")
    shown = made.get_json()
    assert made.status_code == 201
    assert shown["hashtags"] == ["#हार्बर", "#दीपक"]
    assert shown["tone"] == "warm"
