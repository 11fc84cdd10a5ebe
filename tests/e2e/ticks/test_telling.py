"""Audits and incidents over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from application.ticks.ports import Audits, Incidents
from domain.ticks.audited import DAY
from domain.ticks.incident import Incident
from domain.ticks.moments import MINUTE, floor
from entrypoints.testing import Portico
from support.kept_trades import keep, told
from support.trades import START

BTC = "/api/v1/markets/BTCUSDT"
MIDNIGHT = floor(START, DAY)


@pytest.fixture
def market(portico: Portico) -> Portico:
    market = keep(portico, [told(one, one, "58001.03") for one in (1, 2, 5)])
    minutes = [MIDNIGHT + number * MINUTE for number in range(5)]
    portico.container.get(Audits).note(market.id, minutes[:3], minutes[3:])
    kept = portico.container.get(Incidents)
    for number in range(5):
        kept.note(Incident("uneven", START + number, market.id, f"no. {number}", number, number))
    kept.note(Incident("refused", START, market.id, raw=b'{"a":\xff\0', size=9))
    return portico


def ask(portico: Portico, what: str, status: int = 200, **query: Any) -> Any:
    answer = portico.client.get(f"{BTC}/{what}", query_string=query)
    assert answer.status_code == status, answer.get_json()
    return answer.get_json()


def test_a_day_s_audit_counts_minutes_and_names_those_that_differ(market: Portico) -> None:
    shown = ask(market, "audit", date="2021-04-04")
    assert (shown["agreed"], shown["differing"], shown["not_audited"]) == (3, 2, 1_435)
    assert shown["mismatches"] == ["2021-04-04T00:03:00Z", "2021-04-04T00:04:00Z"]
    assert (shown["symbol"], shown["feed"], shown["date"]) == ("BTCUSDT", "aggTrade", "2021-04-04")
    reasons = [one["reason"] for one in shown["coverage"]["missing"]]
    assert reasons == ["before_collection", "lost", "not_received"]


@pytest.mark.parametrize("day", [None, "2021-04-05", "0001-01-01", "1999-12-31", "9999-12-31"])
def test_a_day_that_was_not_audited_says_so(market: Portico, day: str | None) -> None:
    query: dict[str, Any] = {} if day is None else {"date": day}
    assert ask(market, "audit", **query)["not_audited"] == 1_440


@pytest.mark.parametrize(
    "day",
    ["", "today", "2021-4-4", "2021-02-30", "20210404", "2021-04-04T00:00:00Z", "٢٠٢١-٠٤-٠٤"],
    ids=["empty", "word", "short", "none such", "basic", "moment", "other digits"],
)
def test_what_is_no_day_is_refused(market: Portico, day: str) -> None:
    ask(market, "audit", 422, date=day)


def test_incidents_are_paged_from_the_latest_on(market: Portico) -> None:
    page = ask(market, "incidents", limit=4)
    first = page["items"][0]
    assert (first["what"], first["raw"], first["size"]) == ("refused", '{"a":\ufffd\ufffd', 9)
    assert [one["detail"] for one in page["items"][1:]] == ["no. 4", "no. 3", "no. 2"]
    rest = ask(market, "incidents", limit=4, cursor=page["next_cursor"])
    assert [one["first_id"] for one in rest["items"]] == [1, 0]
    assert rest["next_cursor"] is None


@pytest.mark.parametrize("what", ["audit", "incidents"])
def test_of_a_market_that_is_not_collected_nothing_is_told(portico: Portico, what: str) -> None:
    assert ask(portico, what, 404)["code"] == "market_not_found"
