"""A market's trades as they come in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from application.ticks.ports import Absent, Leadership, OldTrades
from entrypoints.http.event_stream import OPENING
from entrypoints.testing import Portico
from support.kept_trades import HOLDER, keep, told
from support.trades import START

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


def test_numbers_that_were_left_out_after_what_was_seen_are_no_gap_either(market: Portico) -> None:
    after = told(9, 0.9, "6")._replace(first_id=104, last_id=104)
    keep(market, [after])
    for frames in (follow(market, "3"), follow(market)):
        keep(market, [told(10, 1, "6")._replace(first_id=105, last_id=105)])
        assert b"event: gap" not in next(frames)


def test_a_gap_after_what_was_seen_has_all_its_minutes(market: Portico) -> None:
    keep(market, [told(7, 120.7, "6")])
    frames = follow(market, "3")
    assert b"event: gap" in next(frames)
    keep(market, [told(number, 30.0 * (number - 3), "9") for number in (4, 5, 6)])

    (found,) = corrections(frames)
    assert [one["start"][11:16] for one in found["minutes"]] == ["20:03", "20:04", "20:05"]


def corrections(frames: Iterator[bytes]) -> list[Any]:
    """Return the next ones, and nothing else that is told meanwhile."""
    for frame in frames:
        lines = frame.splitlines()
        kinds = [one for one in lines if one.startswith(b"event: ")]
        data = [json.loads(one[6:]) for one in lines if one.startswith(b"data: ")]
        told = zip(kinds, data, strict=True)
        if found := [one for kind, one in told if kind == b"event: correction"]:
            return found
    return []


def test_trades_that_come_late_correct_their_minute_and_that_is_told(market: Portico) -> None:
    frames = follow(market, "3")
    keep(market, [told(7, 60.7, "6")])
    assert b"event: gap" in next(frames)
    keep(market, [told(5, 0.5, "9"), told(6, 60.1, "7")])

    (found,) = corrections(frames)
    assert (found["first_id"], found["last_id"]) == (5, 6)
    minutes = [(one["start"], one["high"], one["count"]) for one in found["minutes"]]
    assert minutes[-1] == ("2021-04-04T20:04:00Z", "7.00000000", 2)
    keep(market, [told(4, 0.4, "1")])
    (found,) = corrections(frames)
    assert (found["first_id"], found["last_id"]) == (4, 4)
    assert found["minutes"][0]["low"] == "1.00000000"


def test_holes_of_before_a_reader_came_are_corrected_too(market: Portico) -> None:
    absent = market.container.get(Absent)
    kept = keep(market, [told(7, 0.7, "6")])
    frames = follow(market)
    fence = market.container.get(Leadership).lead(kept.id, HOLDER, 60)
    assert fence is not None
    keep(market, [told(4, 0.4, "9")])
    absent.note(kept.id, 5, 6, fence)

    found = corrections(frames)
    while sum(one["last_id"] - one["first_id"] + 1 for one in found) < 3:
        found += corrections(frames)
    ids = {each for one in found for each in range(one["first_id"], one["last_id"] + 1)}
    assert ids == {4, 5, 6}


def test_what_was_forgotten_is_no_correction(market: Portico) -> None:
    kept = keep(market, [told(number, number, "6") for number in range(4, 12)])
    market.container.get(OldTrades).forget(kept.id, START + 8 * 1_000_000)
    keep(market, [told(14, 14, "6")])
    frames = follow(market, "2")
    first = next(frames)
    assert b'{"first_id":3,"last_id":7}' in first
    assert b'{"first_id":12,"last_id":13}' in first

    keep(market, [told(12, 12, "6"), told(13, 13, "6")])
    assert [(one["first_id"], one["last_id"]) for one in corrections(frames)] == [(12, 13)]


def test_who_was_away_while_trades_came_late_is_told_to_ask_again(market: Portico) -> None:
    keep(market, [told(7, 0.7, "6")])
    keep(market, [told(5, 0.5, "6")])
    frames = follow(market, "7")
    lines = next(frames).splitlines()

    assert lines[0] == b"event: ask_again"
    assert json.loads(lines[1].removeprefix(b"data: "))["code"] == "corrections_missed"
    keep(market, [told(4, 0.4, "6")])
    assert [one["first_id"] for one in corrections(frames)] == [4]


def test_who_was_told_of_all_that_came_late_need_not_ask(market: Portico) -> None:
    keep(market, [told(7, 0.7, "6")])
    keep(market, [told(5, 0.5, "6")])
    at_the_end_of_times = 4_102_444_799_999_999
    keep(market, [told(8, 0.8, "6")._replace(received=at_the_end_of_times)])
    keep(market, [told(9, 0.9, "6")])

    assert told_ids(next(follow(market, "8"))) == ["id: 9", "event: trade", ""]


@pytest.mark.parametrize("seen", ["1", None])
def test_nobody_is_told_to_ask_again_where_all_came_in_order(
    market: Portico, seen: str | None
) -> None:
    frames = follow(market, seen)
    keep(market, [told(4, 0.4, "6")])
    keep(market, [told(3, 0.3, "5")])
    assert b"ask_again" not in next(frames)


@pytest.mark.parametrize("seen", ["x", "-1", "1" * 19, "1.5"])
def test_a_place_that_is_none_is_refused(market: Portico, seen: str) -> None:
    answer: Any = market.client.get(STREAM, headers={"Last-Event-ID": seen})
    assert (answer.status_code, answer.get_json()["code"]) == (400, "event_id_unknown")
