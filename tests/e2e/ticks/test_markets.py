"""Markets over HTTP: prices, ranges, trades and gaps, with what is missing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from application.ticks.ports import Absent, Leadership, Markets, OldTrades
from domain.ticks.moments import microseconds
from domain.ticks.standing import Standing
from entrypoints.testing import Portico
from support.kept_trades import HOLDER, keep, told
from support.trades import START

BTC = "/api/v1/markets/BTCUSDT"
TRADES = [
    told(10, 0.0, "58001.03000000"),
    told(11, 0.5, "58005.11"),
    told(12, 0.5, "57990.00000000", "2"),
    told(13, 61.0, "58010.00000000"),
    told(17, 125.0, "57000.00000000"),
    told(18, 126.2, "57001.00000000"),
]
"""14 to 16 are missing."""


@pytest.fixture
def market(portico: Portico) -> Portico:
    keep(portico, TRADES)
    return portico


def ask(portico: Portico, what: str, status: int = 200, **query: Any) -> Any:
    answer = portico.client.get(f"{BTC}/{what}", query_string=query)
    assert answer.status_code == status, answer.get_json()
    return answer.get_json()


def test_markets_are_listed(market: Portico) -> None:
    keep(market, [], "ADAUSDT")
    shown = market.client.get("/api/v1/markets").get_json()
    unknown = {"feed": "aggTrade", "status": None, "tick_size": None, "status_at": None}
    assert shown["items"] == [{"symbol": "ADAUSDT", **unknown}, {"symbol": "BTCUSDT", **unknown}]


@pytest.mark.parametrize("status", ["TRADING", "CANCEL_ONLY", "NOT_LISTED"])
def test_what_the_exchange_says_of_a_market_stands_beside_its_price(
    market: Portico, status: str
) -> None:
    markets = market.container.get(Markets)
    found = markets.find("BTCUSDT")
    assert found is not None
    markets.stand(found.id, Standing(status, 10**6, START))
    (shown,) = market.client.get("/api/v1/markets").get_json()["items"]
    assert (shown["status"], shown["tick_size"]) == (status, "0.01000000")
    assert shown["status_at"] == "2021-04-04T20:03:00Z"
    assert ask(market, "price")["status"] == status


def test_the_newest_price_is_the_one_with_the_greatest_id(market: Portico) -> None:
    shown = ask(market, "price")
    assert (shown["symbol"], shown["price"], shown["trade_id"]) == (
        "BTCUSDT",
        "57001.00000000",
        18,
    )
    assert shown["event_time"] == "2021-04-04T20:05:06.200000Z"
    assert (shown["received_at"], shown["lag_ms"]) == ("2021-04-04T20:05:06.201500Z", 1)


def test_a_market_that_was_not_heard_lately_says_so(market: Portico) -> None:
    (missing,) = ask(market, "price")["coverage"]["missing"]
    assert (missing["reason"], missing["from"]) == ("not_received", "2021-04-04T20:05:06.200000Z")


@pytest.mark.parametrize(
    ("at", "price", "number"),
    [
        ("2021-04-04T20:03:00Z", "57990.00000000", 12),
        ("2021-04-04T20:03:00.999Z", "57990.00000000", 12),
        ("2021-04-04T20:03:30Z", "57990.00000000", 12),
        ("2021-04-04T22:03:30+02:00", "57990.00000000", 12),
        ("2021-04-04T20:05:05Z", "57000.00000000", 17),
    ],
)
def test_the_price_at_a_second_is_its_last_trades_by_id_where_times_tie(
    market: Portico, at: str, price: str, number: int
) -> None:
    shown = ask(market, "price", at=at)
    assert (shown["price"], shown["trade_id"]) == (price, number)
    assert shown["coverage"] == {"state": "complete", "missing": []}


def test_digits_come_back_as_they_were_written(market: Portico) -> None:
    items = ask(market, "trades")["items"]
    assert [one["price"] for one in items][:3] == ["58001.03000000", "58005.11", "57990.00000000"]
    assert [one["quantity"] for one in items][1:3] == ["0.50000000", "2"]


def test_the_newest_second_is_told_as_far_as_it_was_received(market: Portico) -> None:
    shown = ask(market, "price", at="2021-04-04T20:05:06Z")
    assert (shown["trade_id"], shown["coverage"]["state"]) == (18, "partial")


@pytest.mark.parametrize(
    "at",
    [
        "2021-04-04T20:02:59Z",
        "2021-04-04T20:04:01Z",
        "2021-04-04T20:05:04Z",
        "2021-04-04T20:05:07Z",
    ],
)
def test_a_second_whose_end_was_not_received_has_no_price(market: Portico, at: str) -> None:
    assert ask(market, "price", 404, at=at)["code"] == "outside_coverage"


def test_before_the_very_first_trade_there_was_none(portico: Portico) -> None:
    very_first = [told(one, one, "1")._replace(first_id=one, last_id=one) for one in (0, 1)]
    keep(portico, very_first)
    assert ask(portico, "price", 404, at="2021-04-04T20:02:59Z")["code"] == "no_trade_yet"


def test_a_market_without_trades_has_no_price(portico: Portico) -> None:
    keep(portico, [])
    assert ask(portico, "price", 404)["code"] == "no_trade_yet"
    assert ask(portico, "price", 404, at="2021-04-04T20:03:00Z")["code"] == "no_trade_yet"


DAY: dict[str, Any] = {"from": "2021-04-04T20:03:00Z", "to": "2021-04-04T20:06:00Z"}


def test_a_minute_has_its_range(market: Portico) -> None:
    first, second, third = ask(market, "ranges", **DAY)["items"]
    assert first == {
        "start": "2021-04-04T20:03:00Z",
        "open": "58001.03000000",
        "high": "58005.11000000",
        "low": "57990.00000000",
        "close": "57990.00000000",
        "volume": "3.00000000",
        "count": 3,
        "trades": 3,
    }
    assert [second["count"], third["count"]] == [1, 2]


def rows(portico: Portico, accept: str, **more: Any) -> Any:
    query, headers = {**DAY, **more}, {"Accept": accept}
    return portico.client.get(f"{BTC}/ranges", query_string=query, headers=headers)


def test_ranges_are_told_as_lines_of_csv_for_who_accepts_that(market: Portico) -> None:
    answer = rows(market, "text/csv", limit=2)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.text.splitlines() == [
        "start,open,high,low,close,volume,count,trades",
        (
            "2021-04-04T20:03:00Z,58001.03000000,58005.11000000,57990.00000000,57990.00000000,"
            "3.00000000,3,3"
        ),
        (
            "2021-04-04T20:04:00Z,58010.00000000,58010.00000000,58010.00000000,58010.00000000,"
            "0.50000000,1,1"
        ),
    ]
    assert (answer.headers["Portico-Coverage"], answer.headers["Vary"]) == ("partial", "Accept")
    rest = rows(market, "text/csv", cursor=answer.headers["Portico-Next-Cursor"])
    assert len(rest.text.splitlines()) == 2
    assert "Portico-Next-Cursor" not in rest.headers


def test_ranges_are_told_as_lines_of_json_for_who_accepts_that(market: Portico) -> None:
    answer = rows(market, "application/x-ndjson;q=0.9, text/csv;q=0.1", to="2021-04-04T20:04:00Z")
    assert [msgspec.json.decode(line) for line in answer.text.splitlines()] == (
        ask(market, "ranges", **{**DAY, "to": "2021-04-04T20:04:00Z"})["items"]
    )
    assert answer.headers["Portico-Coverage"] == "complete"


@pytest.mark.parametrize("accept", ["", "*/*", "application/json, text/csv", "image/png"])
def test_ranges_are_json_for_everybody_else(market: Portico, accept: str) -> None:
    assert rows(market, accept).get_json()["interval"] == "1m"


@pytest.mark.parametrize(("seconds", "status"), [(29, 404), (30, 200), (9_999_999_999, 200)])
def test_a_price_is_no_older_than_is_borne(market: Portico, seconds: int, status: int) -> None:
    shown = ask(market, "price", status, at="2021-04-04T20:03:30.5Z", max_age=seconds)
    assert shown.get("code", "price_too_old") == "price_too_old"
    assert ask(market, "price", 404, max_age=60)["code"] == "price_too_old"


@pytest.mark.parametrize("seconds", ["-1", "1.5", "60s", "", "99999999999"])
def test_what_is_no_age_is_refused(market: Portico, seconds: str) -> None:
    ask(market, "price", 422, max_age=seconds)


def test_ranges_say_what_they_miss(market: Portico) -> None:
    coverage = ask(market, "ranges", **DAY)["coverage"]
    assert coverage["state"] == "partial"
    assert [one["reason"] for one in coverage["missing"]] == ["lost", "not_received"]
    lost = coverage["missing"][0]
    assert (lost["first_id"], lost["last_id"]) == (14, 16)


def test_ranges_before_the_hole_are_complete(market: Portico) -> None:
    shown = ask(market, "ranges", **{**DAY, "to": "2021-04-04T20:04:00Z"})
    assert shown["coverage"] == {"state": "complete", "missing": []}


def test_ranges_are_paged_to_the_same(market: Portico) -> None:
    pages = [ask(market, "ranges", limit=1, **DAY)]
    while cursor := pages[-1]["next_cursor"]:
        pages.append(ask(market, "ranges", limit=1, cursor=cursor, **DAY))
    found = [item for page in pages for item in page["items"]]
    assert (len(pages), found) == (3, ask(market, "ranges", **DAY)["items"])


def test_minutes_make_wider_ranges(market: Portico) -> None:
    (one,) = ask(market, "ranges", interval="1h", **{**DAY, "from": "2021-04-04T20:00:00Z"})[
        "items"
    ]
    assert (one["start"], one["count"], one["low"]) == ("2021-04-04T20:00:00Z", 6, "57000.00000000")
    assert (one["open"], one["close"]) == ("58001.03000000", "57001.00000000")


def test_an_interval_counts_where_it_begins(market: Portico) -> None:
    items = ask(market, "ranges", **{**DAY, "from": "2021-04-04T20:03:01Z"})["items"]
    assert [one["start"] for one in items] == ["2021-04-04T20:04:00Z", "2021-04-04T20:05:00Z"]


def test_trades_are_paged_by_id_with_their_gaps(market: Portico) -> None:
    first = ask(market, "trades", from_id=11, limit=3)
    assert [one["id"] for one in first["items"]] == [11, 12, 13]
    second = ask(market, "trades", limit=3, cursor=first["next_cursor"])
    assert [one["id"] for one in second["items"]] == [17, 18]
    assert [one["first_id"] for one in first["gaps"] + second["gaps"]] == [14]


def test_gaps_are_listed(market: Portico) -> None:
    shown = ask(market, "gaps")
    assert shown["items"] == [
        {
            "first_id": 14,
            "last_id": 16,
            "missing": 3,
            "reason": "lost",
            "from": "2021-04-04T20:04:01Z",
            "to": "2021-04-04T20:05:05Z",
        }
    ]


def test_a_gap_that_is_filled_is_one_no_more_and_its_minute_is_right(market: Portico) -> None:
    late = [told(14, 62, "59000"), told(15, 62, "1"), told(16, 70, "3")]
    keep(market, late)
    assert ask(market, "gaps")["items"] == []
    minute = ask(market, "ranges", **DAY)["items"][1]
    assert (minute["high"], minute["low"], minute["close"]) == (
        "59000.00000000",
        "1.00000000",
        "3.00000000",
    )
    assert ask(market, "price", at="2021-04-04T20:04:02Z")["trade_id"] == 15


def test_symbols_are_read_in_either_case(market: Portico) -> None:
    assert market.client.get("/api/v1/markets/btcusdt/price").status_code == 200


def test_a_market_that_nobody_collects_is_not_found(market: Portico) -> None:
    answer = market.client.get("/api/v1/markets/ETHUSDT/price")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "market_not_found")


@pytest.mark.parametrize(
    ("what", "query"),
    [
        ("price", {"at": "yesterday"}),
        ("price", {"at": "2021-04-04T20:03:00"}),
        ("price", {"feed": "kline"}),
        ("ranges", {"interval": "2m"}),
        ("ranges", {"limit": 0}),
        ("ranges", {"cursor": "x"}),
        ("ranges", {"cursor": "\u0661"}),
        ("trades", {"from_id": -1}),
        ("trades", {"from_id": 2**63}),
        ("trades", {"limit": 1_001}),
        ("gaps", {"cursor": "-1"}),
    ],
)
def test_a_query_that_cannot_be_meant_is_refused(
    market: Portico, what: str, query: dict[str, Any]
) -> None:
    ask(market, what, 422, **query)


@pytest.mark.parametrize("symbol", ["B", "BTC-USDT", "\uff22TC", "B" * 21])
def test_a_symbol_that_none_can_have_is_refused(market: Portico, symbol: str) -> None:
    answer = market.client.get(f"/api/v1/markets/{symbol}/price")
    assert (answer.status_code, answer.get_json()["code"]) == (422, "symbol_malformed")


@pytest.mark.parametrize(
    "query",
    [
        {"to": "9999-12-31T23:59:30Z"},
        {"to": "0001-01-01T00:00:00Z"},
        {"from": "0001-01-01T00:00:00Z", "to": "9999-12-31T23:59:30Z"},
        {"from": "2021-04-04T20:06:00Z", "to": "2021-04-04T20:03:00Z"},
        {"cursor": 4_102_444_800_000_000},
        {"at": "9999-12-31T23:59:59Z"},
    ],
    ids=str,
)
def test_times_that_no_market_has_are_no_fault(market: Portico, query: dict[str, Any]) -> None:
    what = "price" if "at" in query else "ranges"
    ask(market, what, 404 if "at" in query else 200, **query)


@pytest.mark.parametrize(
    ("what", "query"),
    [
        ("trades", {"from_id": 2**40}),
        ("trades", {"cursor": 2**63 - 1}),
        ("gaps", {"cursor": 2**40}),
        ("ranges", {"cursor": 2**62}),
    ],
)
def test_numbers_that_no_trade_has_are_refused(
    market: Portico, what: str, query: dict[str, Any]
) -> None:
    ask(market, what, 422, **query)


def test_a_market_that_was_heard_just_now_misses_nothing_up_to_now(portico: Portico) -> None:
    now = microseconds(datetime.now(UTC))
    ago = [(now - START) / 1e6 - seconds for seconds in (90, 5, 1)]
    keep(portico, [told(one, seconds, "5") for one, seconds in enumerate(ago, start=1)])
    since: dict[str, Any] = {"from": (datetime.now(UTC) - timedelta(seconds=70)).isoformat()}
    shown = ask(portico, "ranges", **since)
    assert shown["coverage"] == {"state": "complete", "missing": []}


@pytest.fixture
def torn(portico: Portico) -> Portico:
    """Trades of which the exchange has 15 no more, though it had it: 14 and 16 are lost."""
    kept = keep(portico, TRADES)
    fence = portico.container.get(Leadership).lead(kept.id, HOLDER, 60)
    assert fence is not None
    portico.container.get(Absent).note(kept.id, 15, 15, fence)
    return portico


def test_what_the_exchange_has_not_is_told_to_be_missing_for_ever(torn: Portico) -> None:
    parts = [(14, 14, "lost"), (15, 15, "absent"), (16, 16, "lost")]
    for found in (ask(torn, "gaps")["items"], ask(torn, "trades")["gaps"]):
        assert [(one["first_id"], one["last_id"], one["reason"]) for one in found] == parts
    coverage = ask(torn, "ranges", **DAY)["coverage"]
    assert [one["reason"] for one in coverage["missing"]] == [
        "lost", "absent", "lost", "not_received",
    ]  # fmt: skip


def test_gaps_are_paged_by_their_parts(torn: Portico) -> None:
    first = ask(torn, "gaps", limit=1)
    rest = ask(torn, "gaps", cursor=first["next_cursor"])["items"]
    assert [(one["first_id"], one["reason"]) for one in rest] == [(15, "absent"), (16, "lost")]


def test_a_price_beside_what_the_exchange_has_not_is_told_as_far_as_it_is_known(
    torn: Portico,
) -> None:
    assert ask(torn, "price", 404, at="2021-04-04T20:04:30Z")["code"] == "outside_coverage"
    market = torn.container.get(Markets).find("BTCUSDT")
    assert market is not None
    fence = torn.container.get(Leadership).lead(market.id, HOLDER, 60)
    assert fence is not None
    torn.container.get(Absent).note(market.id, 14, 16, fence)

    shown = ask(torn, "price", at="2021-04-04T20:04:30Z")
    assert shown["trade_id"] == 13
    (missing,) = shown["coverage"]["missing"]
    assert (missing["reason"], missing["first_id"], missing["last_id"]) == ("absent", 14, 16)
    assert ask(torn, "price", at="2021-04-04T20:05:05Z")["coverage"]["state"] == "complete"


def test_trades_that_were_forgotten_are_told_to_have_been_there(market: Portico) -> None:
    found = market.container.get(Markets).find("BTCUSDT")
    assert found is not None
    market.container.get(OldTrades).forget(found.id, START + 61_000_000)

    shown = ask(market, "trades", from_id=11)
    assert [one["id"] for one in shown["items"]] == [13, 17, 18]
    forgotten, lost = shown["coverage"]["missing"]
    assert (forgotten["reason"], forgotten["first_id"], forgotten["last_id"]) == (
        "forgotten",
        11,
        12,
    )
    assert (lost["reason"], lost["first_id"], lost["last_id"]) == ("lost", 14, 16)
    whole = ask(market, "trades", from_id=17)
    assert whole["coverage"] == {"state": "complete", "missing": []}
