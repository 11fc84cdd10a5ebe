"""Backfills over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from application.ticks.ports import OldTrades
from domain.ticks.moments import SECOND
from entrypoints.testing import Portico
from support.kept_trades import keep, told
from support.trades import START

PATH = "/api/v1/markets/BTCUSDT/backfills"


@pytest.fixture
def market(portico: Portico) -> Portico:
    keep(portico, [told(number, number, "5") for number in (10, 11, 14)])
    return portico


def ask(portico: Portico, body: Any, status: int = 202) -> Any:
    answer = portico.client.post(PATH, json=body)
    assert answer.status_code == status, answer.get_json()
    return answer.get_json()


def test_a_backfill_tells_how_much_of_it_is_missing(market: Portico) -> None:
    asked = market.client.post(PATH, json={"from_id": 8, "to_id": 14})
    shown = asked.get_json()
    assert (shown["state"], shown["missing"]) == ("filling", 4)
    keep(market, [told(number, number, "5") for number in (8, 9, 12, 13)])
    found = market.client.get(asked.headers["Location"]).get_json()
    assert (found["id"], found["state"], found["missing"]) == (shown["id"], "complete", 0)


def test_a_backfill_by_time_waits_until_its_trades_are_known(market: Portico) -> None:
    shown = ask(market, {"from": "2021-04-04T20:00:00Z", "to": "2021-04-04T20:03:00Z"})
    assert (shown["state"], shown["missing"], shown["from_id"]) == ("waiting", None, None)
    assert shown["from"] == "2021-04-04T20:00:00Z"


def test_the_same_key_again_asks_once(market: Portico) -> None:
    headers = {"Idempotency-Key": "one"}
    first, again = (
        market.client.post(PATH, json={"from_id": 1, "to_id": 9}, headers=headers).get_json()
        for _ in range(2)
    )
    assert first == again


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "backfill_malformed"),
        ({"from_id": 5}, "backfill_malformed"),
        ({"from_id": 5, "to_id": 4}, "backfill_malformed"),
        ({"from_id": 0, "to_id": 10_000_000}, "backfill_malformed"),
        ({"from_id": 1, "to_id": 2, "from": "2021-04-04T20:00:00Z"}, "backfill_malformed"),
        ({"from_id": 1, "to_id": 8}, "backfill_apart"),
        ({"from_id": -1, "to_id": 2}, "invalid_body"),
        ({"from_id": 1.5, "to_id": 2}, "invalid_body"),
        ({"from": "2021-04-04", "to": "2021-04-05"}, "invalid_body"),
        ({"since": "2021-04-04T20:00:00Z"}, "invalid_body"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(market: Portico, body: Any, code: str) -> None:
    assert ask(market, body, 422)["code"] == code


def test_a_backfill_that_nobody_asked_for_is_not_found(market: Portico) -> None:
    answer = market.client.get(f"{PATH}/00000000-0000-0000-0000-000000000001")
    assert (answer.status_code, answer.get_json()["code"]) == (404, "backfill_not_found")


def test_what_was_forgotten_is_refused_with_what_can_be_had(portico: Portico) -> None:
    market = keep(portico, [told(number, number, "5") for number in range(10, 20)])
    late = keep(portico, [told(20, 60.5, "5")])
    assert late == market
    portico.container.get(OldTrades).forget(market.id, START + 15 * SECOND)

    refused = ask(portico, {"from_id": 12, "to_id": 30}, 422)
    assert refused["code"] == "backfill_forgotten"
    assert "trade 15 or later" in refused["detail"]
    times = {"from": "2021-04-04T20:03:14Z", "to": "2021-04-04T20:04:00Z"}
    refused = ask(portico, times, 422)
    assert refused["code"] == "backfill_forgotten"
    assert "2021-04-04T20:03:15+00:00 or later" in refused["detail"]

    assert ask(portico, {"from_id": 15, "to_id": 30})["missing"] == 10
    assert ask(portico, {**times, "from": "2021-04-04T20:03:15Z"})["state"] == "waiting"
