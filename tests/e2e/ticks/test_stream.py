"""A market's trades as they come in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from entrypoints.http.event_stream import OPENING
from entrypoints.testing import Portico
from support.kept_trades import keep, told

STREAM = "/api/v1/markets/BTCUSDT/stream"


def follow(portico: Portico, seen: str | None = None) -> Iterator[bytes]:
    headers = {} if seen is None else {"Last-Event-ID": seen}
    answer = portico.client.get(STREAM, headers=headers, buffered=False)
    assert answer.status_code == 200, answer.get_json()
    assert answer.content_type == "text/event-stream"
    frames: Iterator[bytes] = iter(answer.response)  # type: ignore[arg-type]  # they are bytes
    assert next(frames) == OPENING
    return frames


def told_ids(frames: bytes) -> list[str]:
    return [line.decode() for line in frames.splitlines() if not line.startswith(b"data")]


@pytest.fixture
def market(portico: Portico) -> Portico:
    keep(portico, [told(number, number / 10, "5") for number in (1, 2, 3)])
    return portico


def test_a_reader_is_told_what_comes_after_what_they_saw(market: Portico) -> None:
    frames = follow(market, "1")
    assert told_ids(next(frames)) == ["id: 2", "event: trade", "", "id: 3", "event: trade", ""]
    keep(market, [told(4, 0.4, "6.10000000")])
    frame = next(frames)
    assert told_ids(frame) == ["id: 4", "event: trade", ""]
    assert b'"price":"6.10000000"' in frame


def test_a_new_reader_is_told_what_is_new(market: Portico) -> None:
    frames = follow(market)
    keep(market, [told(4, 0.4, "6")])
    assert told_ids(next(frames)) == ["id: 4", "event: trade", ""]


def test_trades_that_are_missing_are_said_before_the_next_one(market: Portico) -> None:
    keep(market, [told(7, 0.7, "6")])
    frame = next(follow(market, "3"))
    assert told_ids(frame) == ["event: gap", "", "id: 7", "event: trade", ""]
    assert b'{"first_id":4,"last_id":6}' in frame


def test_numbers_that_the_exchange_left_out_are_no_gap(market: Portico) -> None:
    after = told(9, 0.9, "6")._replace(first_id=104, last_id=104)
    keep(market, [after])
    assert told_ids(next(follow(market, "2"))) == [
        *("id: 3", "event: trade", ""),
        *("id: 9", "event: trade", ""),
    ]


@pytest.mark.parametrize("seen", ["x", "-1", "1" * 19, "1.5"])
def test_a_place_that_is_none_is_refused(market: Portico, seen: str) -> None:
    answer: Any = market.client.get(STREAM, headers={"Last-Event-ID": seen})
    assert (answer.status_code, answer.get_json()["code"]) == (400, "event_id_unknown")
