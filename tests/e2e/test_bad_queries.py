"""Whatever is asked, it is answered or refused with a 4xx: by search and by conversations alike."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from e2e.harbour import OPENING, RULES, asked
from e2e.problems import refused
from entrypoints.composition.schema import Schema
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.effort import effort

MODES = ("keyword", "dense", "hybrid")
ODD = {
    "one letter": "a",
    "only stop words": "the of and is to in it",
    "only punctuation": "?!.,;:-–—…'\"",
    "query syntax": '+harbour -lamp "opens at" ~six* (every:day) [1 TO 2] {a} ^2 \\ / && || !',
    "open query syntax": '"harbour AND (opens OR [',
    "only query syntax": '+-"~*:()[]',
    "a field of the index": "organisation_id:* OR document_id:*",
    "SQL": "'; DROP TABLE messages; -- OR 1=1",
    "a format string": "%s %n {0} ${jndi:ldap://evil.example} {{7*7}}",
    "nested quantifiers": "(a+)+$ (a|a)*b ([a-z]+)*! ^(\\d+)+$",
    "what nested quantifiers are slow on": "a" * 5_000 + "!",
    "one word": "a" * 10_000,
    "10,000 dots": "." * 10_000,
    "10,000 brackets": "[" * 10_000,
    "10,000 quotes": '"' * 10_000,
    "half an address, often": "a@" * 5_000,
    "a host without an end": "a." * 5_000,
    "5,000 words": "ab " * 3_333,
    "3,333 different words": " ".join(f"{n:x}" for n in range(2_000)),
    "emoji": "😀👩‍👩‍👧‍👦🏴‍☠️🇩🇪",
    "mixed scripts": "harbour гавань λιμάνι 港 ميناء מעגן बंदरगाह",
    "homoglyphs": "һаrbоur ορеns",
    "full width": "Ｈａｒｂｏｕｒ",
    "mathematical letters": "𝐡𝐚𝐫𝐛𝐨𝐮𝐫",
    "zero width": "har\u200bbour\u200d \u2060\ufeff",
    "only zero width": "\u200b\u200d\u2060",
    "turned around": "\u202eruobrah\u202c",
    "stacked marks": "h" + "\u0301" * 500,
    "control characters": "\x01\x02\x1b[31m\x7f\x85",
    "tags": "".join(chr(0xE0000 + n) for n in range(32, 127)),
    "private use": "\ue000\U000f0000",
    "no characters": "\ufffe\uffff",
    "beyond the plane": "𠮷𩸽",
    "line breaks": "harbour\r\n\u2028\u2029opens",
    "unassigned": "\u0378\u0379",
}
"""Queries that have characters to look for, though perhaps none that stand anywhere."""
UNSPACED = {
    "Japanese": ("横浜の港は毎朝六時に開きます。灯台守は月曜日にランプを直します。", "港は毎朝"),
    "Chinese": ("港口每天早上六点开放。灯塔看守人星期一晚上修灯。", "早上六点"),
    "Thai": ("ท่าเรือเปิดทุกวันเวลาหกโมงเช้า ผู้ดูแลประภาคารซ่อมตะเกียงวันจันทร์", "เปิดทุกวัน"),
    "Khmer": ("កំពង់ផែបើករៀងរាល់ថ្ងៃនៅម៉ោងប្រាំមួយព្រឹក", "រៀងរាល់ថ្ងៃ"),
    "Korean": ("항구는 매일 아침 여섯 시에 열립니다.", "매일 아침"),
    "Russian": ("Гавань открывается каждый день в шесть утра.", "каждый день"),
}


@pytest.fixture(params=["memory", "file"])
def harbour(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Portico]:
    """The rules of the harbour, on each kind of index."""
    url = "memory:" if request.param == "memory" else f"file:{tmp_path / 'index'}"
    portico = Portico.start(settings=replace(MEMORY, search_url=url, home=tmp_path))
    portico.add("Harbour rules", RULES)
    yield portico
    portico.container.get(Schema).let_go()


def search(portico: Portico, query: Any, **body: Any) -> Any:
    return portico.client.post("/api/v1/search", json={"query": query, **body})


@pytest.mark.parametrize("query", ODD.values(), ids=ODD)
def test_an_odd_query_is_searched_for_and_quickly(harbour: Portico, query: str) -> None:
    def searched(mode: str) -> None:
        response = search(harbour, query, mode=mode)
        assert response.status_code == 200, response.get_data(as_text=True)
        assert len(response.get_json()["items"]) <= 1

    for mode in MODES:
        assert effort(partial(searched, mode), rounds=1) < 2


@pytest.mark.parametrize("query", ODD.values(), ids=ODD)
def test_an_odd_question_is_answered_or_not_and_quickly(portico: Portico, query: str) -> None:
    portico.add("Harbour rules", RULES)
    conversation = portico.converse()

    def talked() -> None:
        response = asked(portico, conversation, query)
        assert response.status_code == 201, response.get_data(as_text=True)
        assert response.get_json()["answer_status"] in {"answered", "abstained"}
        title = portico.client.get(f"/api/v1/conversations/{conversation}").get_json()["title"]
        assert 0 < len(title) <= 200
        for kind in ("json", "markdown"):
            path = f"/api/v1/conversations/{conversation}/export?format={kind}"
            assert portico.client.get(path).status_code == 200

    assert effort(talked, rounds=1) < 4


@pytest.mark.parametrize(
    "name", ["only stop words", "only punctuation", "only zero width", "emoji"]
)
def test_what_has_no_words_finds_nothing_by_words(harbour: Portico, name: str) -> None:
    assert search(harbour, ODD[name], mode="keyword").get_json()["items"] == []


@pytest.mark.parametrize("name", ["query syntax", "open query syntax"])
def test_syntax_is_no_syntax_and_its_words_are_found(harbour: Portico, name: str) -> None:
    (found,) = search(harbour, ODD[name], mode="keyword").get_json()["items"]
    assert OPENING in found["text"]


@pytest.mark.parametrize("query", ["", " ", "\u00a0\u2003", "\n\t\r"])
def test_a_query_without_a_character_is_refused(harbour: Portico, query: str) -> None:
    refused(search(harbour, query), 422, "query_empty" if query else "invalid_body")


def test_a_megabyte_is_refused(portico: Portico) -> None:
    refused(search(portico, "a" * 1_000_000), 422, "invalid_body")
    refused(search(portico, "a" * 1_100_000), 413, "body_too_large")
    conversation = portico.converse()
    refused(asked(portico, conversation, "a" * 1_000_000), 422, "invalid_body")
    refused(asked(portico, conversation, "a" * 1_100_000), 413, "body_too_large")


@pytest.mark.parametrize("written", [rb"\ud800", rb"\udfff harbour", rb"\u0000", rb"a\u0000b"])
def test_what_is_no_text_is_refused_everywhere(portico: Portico, written: bytes) -> None:
    conversation = portico.converse()
    paths = {
        "/api/v1/search": b'{"query": "%s"}',
        f"/api/v1/conversations/{conversation}/messages": b'{"content": "%s"}',
    }
    for path, body in paths.items():
        response = portico.client.post(path, data=body % written, content_type="application/json")
        refused(response, 400, "malformed_json")


@pytest.mark.parametrize("limit", [0, -1, 101, 10**9, 2**63, 10**30, 0.5, "1", None, [], True])
def test_a_limit_that_is_none_is_refused(portico: Portico, limit: Any) -> None:
    for mode in MODES:
        refused(search(portico, "harbour", mode=mode, limit=limit), 422, "invalid_body")


@pytest.mark.parametrize("limit", ["0", "-1", "101", str(10**9), str(10**30), "", "x", "1.5", "٣"])
def test_a_list_is_not_asked_for_so_many(portico: Portico, limit: str) -> None:
    response = portico.client.get("/api/v1/conversations", query_string={"limit": limit})
    assert response.status_code in {200, 422}
    assert response.status_code == 422 or limit == "٣"


@pytest.mark.parametrize(("text", "query"), UNSPACED.values(), ids=UNSPACED)
def test_a_phrase_is_found_in_any_script(harbour: Portico, text: str, query: str) -> None:
    document = harbour.add("Other rules", text)["id"]
    (found,) = search(harbour, query, mode="keyword").get_json()["items"]
    assert found["document_id"] == document
    assert search(harbour, "ซซซ 龍龍龍", mode="keyword").get_json()["items"] == []
