"""Revisions over HTTP and at the command line."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from entrypoints.testing import Portico
from support.command import portico as run
from support.performance import HEADER, csv

REVISIONS = "/api/v1/performance-revisions"
FACT = {"campaign_id": 7, "influencer_id": "anna", "day": "2026-03-01"}
DATED = f"{HEADER},Date"


def sent(portico: Portico, *lines: str, **form: str) -> Any:
    data = {"file": (BytesIO(csv(*lines, header=DATED)), "march.csv"), **form}
    answer = portico.client.post("/api/v1/performance-files", data=data)
    assert answer.status_code == 202, answer.get_json()
    portico.work()
    return portico.client.get(answer.headers["Location"]).get_json()


def told(portico: Portico, **query: Any) -> Any:
    answer = portico.client.get(REVISIONS, query_string={**FACT, **query})
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


def test_the_last_revision_counts_and_the_others_are_told(portico: Portico) -> None:
    first = sent(portico, "7,anna,1,1,1,30,2026-03-01", "7,anna,1,1,2,40,2026-03-01")
    second = sent(portico, "7,anna,3,1,1,50,2026-03-01")
    assert (first["has_days"], first["rules"]) == (True, 2)
    ranked = portico.client.get("/api/v1/top-performers").get_json()
    assert [(one["views"], one["day"]) for one in ranked["items"]] == [(50, "2026-03-01")]
    assert ranked["replaced_rows"] == 2
    shown = told(portico)
    assert [
        (one["file_id"], one["row"], one["views"], one["counts"]) for one in shown["items"]
    ] == [
        (second["id"], 1, 50, True),
        (first["id"], 2, 40, False),
        (first["id"], 1, 30, False),
    ]
    assert shown["items"][0]["engagement_rate"] == 0.1
    pages = told(portico, limit=2)
    rest = told(portico, limit=2, cursor=pages["next_cursor"])
    assert pages["items"] + rest["items"] == shown["items"]
    assert rest["next_cursor"] is None
    sent(portico, "7,anna,9,1,1,60,2026-03-01")
    late = told(portico, limit=2, cursor=pages["next_cursor"])
    assert late["items"] == rest["items"]
    assert told(portico, influencer_id="nobody")["items"] == []


def test_the_one_that_counts_is_marked_on_whatever_page_it_stands(portico: Portico) -> None:
    sent(portico, "7,anna,1,1,1,30,2026-03-01")
    last = sent(portico, "7,anna,3,1,1,50,2026-03-01")
    pages = told(portico, limit=1)
    taken = portico.client.delete(f"/api/v1/performance-files/{last['id']}")
    assert taken.status_code < 300, taken.get_json()
    rest = told(portico, limit=1, cursor=pages["next_cursor"])
    assert [(one["views"], one["counts"]) for one in rest["items"]] == [(30, True)]


def test_a_cursor_of_another_fact_or_of_a_ranking_is_refused(portico: Portico) -> None:
    sent(portico, *["7,anna,1,1,1,30,2026-03-01"] * 3, "8,ben,1,1,1,30,2026-03-01")
    given = told(portico, limit=1)["next_cursor"]
    ranked = portico.client.get("/api/v1/top-performers", query_string={"limit": 1}).get_json()
    for changes in ({"day": "2026-03-02"}, {"campaign_id": 8}, {"cursor": ranked["next_cursor"]}):
        query = {**FACT, "cursor": given, **changes}
        answer = portico.client.get(REVISIONS, query_string=query)
        assert (answer.status_code, answer.get_json()["code"]) == (422, "cursor_not_of_this_list")


def test_a_day_that_is_none_is_quarantined_and_mended(portico: Portico) -> None:
    file = sent(portico, "7,anna,1,1,1,30,01/03/2026", "7,ben,1,1,1,9,2026-03-01", max_errors="50%")
    assert (file["read"], file["loaded"], file["by_reason"]) == (2, 1, {"not_a_date": 1})
    where = f"/api/v1/performance-files/{file['id']}/quarantine"
    [bad] = portico.client.get(where).get_json()["items"]
    assert (bad["field"], bad["cells"][-1]) == ("date", "01/03/2026")
    row = {"campaign_id": 7, "influencer_id": "anna", "likes": 1, "comments": 1, "shares": 1}
    for wrong, code in (({}, 422), ({"date": "2026-02-30"}, 422), ({"date": "2026-03-01"}, 200)):
        answer = portico.client.post(f"{where}/1/replay", json={**row, "views": 30, **wrong})
        assert answer.status_code == code, answer.get_json()
    assert [one["row"] for one in told(portico)["items"]] == [1]


@pytest.mark.parametrize(
    "query",
    [
        {"day": "01/03/2026"},
        {"day": "2026-02-30"},
        {"campaign_id": -1},
        {"campaign_id": 2**31},
        {"influencer_id": ""},
        {"influencer_id": "x" * 101},
        {"limit": 0},
        {"cursor": "x"},
        {"cursor": ""},
        {"cursor": "x" * 1_001},
        {"cursor": "é"},
    ],
    ids=str,
)
def test_what_is_no_fact_is_refused(portico: Portico, query: dict[str, Any]) -> None:
    answer = portico.client.get(REVISIONS, query_string={**FACT, **query})
    assert answer.status_code == 422
    for name in FACT:
        less = {one: said for one, said in FACT.items() if one != name}
        assert portico.client.get(REVISIONS, query_string=less).status_code == 422


@pytest.mark.slow
def test_the_command_line_tells_them(tmp_path: Path) -> None:
    lines = ("7,anna,1,1,1,30,2026-03-01", "7,anna,1,1,1,1000,2026-03-01")
    (tmp_path / "march.csv").write_bytes(csv(*lines, header=DATED))
    assert run(tmp_path, "campaigns", "load", "march.csv").returncode == 0
    shown = run(tmp_path, "campaigns", "revisions", "7", "anna", "2026-03-01")
    assert [line.split(" row ")[1] for line in shown.stdout.splitlines()] == [
        "2  3 engagements, 1,000 views",
        "1  3 engagements, 30 views",
    ]
    none = run(tmp_path, "campaigns", "revisions", "8", "anna", "2026-03-01")
    assert none.stdout == "nothing was said of it\n"
