"""A performance file over HTTP: sent, followed, and mended row by row."""

from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from werkzeug.test import TestResponse

from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.performance import HEADER, PLAIN, csv

FILES = "/api/v1/performance-files"
ZERO = "1,a,1,1,1,0"
ROW = {"campaign_id": 1, "influencer_id": "a", "likes": 1, "comments": 1, "shares": 1, "views": 9}


@pytest.fixture
def portico() -> Portico:
    return Portico.start()


def sent(portico: Portico, content: bytes, headers: Any = None, **form: str) -> TestResponse:
    data: dict[str, Any] = {"file": (BytesIO(content), "june.csv"), **form}
    return portico.client.post(FILES, data=data, headers=headers)


def loaded(portico: Portico, content: bytes, **form: str) -> dict[str, Any]:
    response = sent(portico, content, **form)
    assert response.status_code == 202, response.get_data(as_text=True)
    portico.work()
    shown: dict[str, Any] = portico.client.get(response.headers["Location"]).get_json()
    return shown


def test_a_file_is_followed_from_its_receipt_to_its_publication(portico: Portico) -> None:
    received = sent(portico, csv(PLAIN, ZERO), max_errors="50%").get_json()
    assert (received["state"], received["read"]) == ("received", 0)
    assert 0 < received["progress"] < 1
    portico.work()
    told = portico.client.get(f"{FILES}/{received['id']}").get_json()
    assert (told["state"], told["progress"]) == ("published", 1.0)
    assert (told["read"], told["loaded"], told["quarantined"]) == (2, 1, 1)
    assert told["by_reason"] == {"zero_views": 1}
    assert portico.client.get(FILES).get_json()["items"] == [told]


def test_quarantine_shows_bytes_and_text_and_goes_from_page_to_page(portico: Portico) -> None:
    content = csv(ZERO, PLAIN, ZERO) + b"1,\xff,1,1,1,1\n"
    path = f"{FILES}/{loaded(portico, content, max_errors='90%')['id']}/quarantine"
    first = portico.client.get(f"{path}?limit=2").get_json()
    assert [one["row"] for one in first["items"]] == [1, 3]
    shown = first["items"][0]
    assert (shown["reason"], shown["field"], shown["text"]) == ("zero_views", "views", ZERO)
    assert shown["cells"] == ZERO.split(",")
    assert content[shown["start"] :].startswith(b64decode(shown["raw"]))
    second = portico.client.get(f"{path}?limit=2&cursor={first['next_cursor']}").get_json()
    [last] = second["items"]
    assert (last["reason"], last["text"], second["next_cursor"]) == ("undecodable", None, None)
    assert last["cells"] is None
    chosen = portico.client.get(f"{path}?reason=undecodable").get_json()["items"]
    assert chosen == [last]
    assert portico.client.get(f"{path}?reason=ugly").status_code == 422


def test_cells_are_told_as_the_file_is_read(portico: Portico) -> None:
    content = f"{HEADER}\n{ZERO}\n1,a,1,1,1\n".replace(",", ";").encode("utf-16")
    path = f"{FILES}/{loaded(portico, content, max_errors='2')['id']}/quarantine"
    zero, few = portico.client.get(path).get_json()["items"]
    assert (zero["cells"], zero["start"]) == (ZERO.split(","), 2 + 2 * len(f"{HEADER}\n"))
    assert (few["reason"], few["cells"]) == ("too_few_cells", None)


def test_a_row_is_mended_once(portico: Portico) -> None:
    file = loaded(portico, csv(PLAIN, ZERO), max_errors="1")
    path = f"{FILES}/{file['id']}/quarantine/2"
    refused = portico.client.post(f"{path}/replay", json={**ROW, "views": 0})
    assert (refused.status_code, refused.get_json()["code"]) == (422, "row_refused")
    told = portico.client.post(f"{path}/replay", json=ROW).get_json()
    assert (told["read"], told["loaded"], told["quarantined"]) == (2, 2, 0)
    again = portico.client.post(f"{path}/replay", json=ROW)
    assert (again.status_code, again.get_json()["code"]) == (409, "row_mended")
    tried = portico.client.get(f"{path}/replays").get_json()["items"]
    assert [one["reason"] for one in tried] == ["zero_views", None]


def test_rules_that_read_no_days_read_over_two_columns_of_them(portico: Portico) -> None:
    content = csv(f"{PLAIN},2020-01-01,Monday", header=f"{HEADER},Date,Day")
    assert loaded(portico, content, rules="1")["loaded"] == 1


def test_numbers_beyond_any_row_are_not_found(portico: Portico) -> None:
    file = loaded(portico, csv(PLAIN))
    path = f"{FILES}/{file['id']}/quarantine/{10**30}"
    assert portico.client.get(f"{path}/replays").status_code == 404
    assert portico.client.post(f"{path}/replay", json=ROW).status_code == 404


@pytest.mark.parametrize(
    ("content", "form", "code"),
    [
        (b"", {}, "file_empty"),
        (b"a,b\n1,2\n", {}, "dialect_unclear"),
        (csv(header=f"{HEADER},Views"), {}, "columns_repeated"),
        (csv(header=f"{HEADER},Views"), {"rules": "1"}, "columns_repeated"),
        (csv(header=f"{HEADER},Date,Day"), {}, "columns_repeated"),
        (b"\x1f\x8b\x08rest", {}, "file_compressed"),
        (b"PK\x03\x04rest", {}, "file_compressed"),
        (csv(PLAIN), {"dialect": "delimiter=dot"}, "dialect_malformed"),
        (csv(PLAIN), {"dialect": "delimiter=semicolon"}, "dialect_unclear"),
        (csv(PLAIN), {"max_errors": "many"}, "max_errors_malformed"),
        (csv(PLAIN), {"max_errors": "101%"}, "max_errors_malformed"),
        (csv(PLAIN), {"rules": "9"}, "rules_unknown"),
        (csv(PLAIN), {"rules": "new"}, "rules_unknown"),
    ],
)
def test_what_cannot_be_loaded_is_refused_at_once(
    portico: Portico, content: bytes, form: dict[str, str], code: str
) -> None:
    response = sent(portico, content, **form)
    assert (response.status_code, response.get_json()["code"]) == (422, code)
    assert portico.client.get(FILES).get_json()["items"] == []


@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
# Werkzeug leaves the file of a part that was cut off to the collector
@pytest.mark.parametrize("left", [1, 3, 10, 40])
def test_a_form_that_was_cut_off_is_refused(portico: Portico, left: int) -> None:
    part = b'Content-Disposition: form-data; name="file"; filename="june.csv"\r\n\r\n'
    form = b"--cut\r\n" + part + csv(PLAIN, PLAIN) + b"\r\n--cut--"
    sending = {"content_type": "multipart/form-data; boundary=cut"}
    response = portico.client.post(FILES, data=form[:-left], **sending)
    assert (response.status_code, response.get_json()["code"]) == (422, "file_missing")
    assert portico.client.get(FILES).get_json()["items"] == []
    assert portico.client.post(FILES, data=form, **sending).status_code == 202


def test_a_form_without_a_file_is_refused(portico: Portico) -> None:
    response = portico.client.post(FILES, data={"dialect": ""})
    assert (response.status_code, response.get_json()["code"]) == (422, "file_missing")


def test_a_file_may_be_larger_than_a_document_and_has_a_limit_of_its_own() -> None:
    portico = Portico.start(settings=replace(MEMORY, upload_bytes=1_000, performance_bytes=300_000))
    lines = [f"1,a{number},1,1,1,1" for number in range(10_000)]
    assert loaded(portico, csv(*lines))["loaded"] == 10_000
    assert sent(portico, csv(*lines, *lines[:9_999])).status_code == 413


def test_a_file_is_taken_back_as_it_was_seen(portico: Portico) -> None:
    file = loaded(portico, csv(PLAIN, ZERO), max_errors="1")
    path = f"{FILES}/{file['id']}"
    seen = portico.client.get(path).headers["ETag"]
    told = portico.client.post(f"{path}/quarantine/2/replay", json=ROW)
    assert told.headers["ETag"] != seen
    refused = portico.client.delete(path, headers={"If-Match": seen})
    assert (refused.status_code, refused.get_json()["code"]) == (412, "performance_file_changed")
    for given in ("3", '"x"', '"1", "2"'):
        assert portico.client.delete(path, headers={"If-Match": given}).status_code == 412
    current = {"If-Match": told.headers["ETag"]}
    back = portico.client.delete(path, headers=current)
    assert (back.status_code, back.get_json()["state"]) == (200, "withdrawn")
    again = portico.client.delete(path, headers=current)
    assert (again.status_code, again.get_json()) == (200, back.get_json())
    portico.work()
    shown = portico.client.get(path)
    assert (shown.get_json(), shown.headers["ETag"]) == (back.get_json(), back.headers["ETag"])
    assert shown.get_json()["read"] == shown.get_json()["loaded"] == 2


def test_what_was_taken_back_is_ranked_no_more_and_may_be_sent_again(portico: Portico) -> None:
    file = loaded(portico, csv(PLAIN))
    ranking = "/api/v1/top-performers"
    assert len(portico.client.get(ranking).get_json()["items"]) == 1
    assert portico.client.delete(f"{FILES}/{file['id']}").status_code == 200
    gone = portico.client.get(ranking).get_json()
    assert (gone["items"], gone["coverage"]["state"]) == ([], "complete")
    again = loaded(portico, csv(PLAIN))
    assert (again["state"], again["id"] != file["id"]) == ("published", True)
    assert len(portico.client.get(ranking).get_json()["items"]) == 1


def test_what_failed_or_was_never_there_is_not_taken_back(portico: Portico) -> None:
    file = loaded(portico, csv(PLAIN, ZERO))
    refused = portico.client.delete(f"{FILES}/{file['id']}")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "nothing_to_withdraw")
    missing = portico.client.delete(f"{FILES}/{uuid4()}")
    assert (missing.status_code, missing.get_json()["code"]) == (404, "performance_file_not_found")


def test_the_same_key_is_the_same_file(portico: Portico) -> None:
    key = {"Idempotency-Key": "once"}
    first, again = (sent(portico, csv(PLAIN), key) for _ in range(2))
    assert first.get_json()["id"] == again.get_json()["id"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert sent(portico, csv(ZERO), key).status_code == 422
