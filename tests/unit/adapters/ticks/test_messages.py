"""One message at a time: a trade, a word about the connection, or refused with what came."""

import json
from typing import Any

import pytest

from adapters.ticks.binance.messages import KEPT_RAW, LONGEST, Told, read
from application.ticks.feed import Control, Refused
from domain.ticks.market import Feed
from domain.ticks.moments import TimeUnit
from support.effort import assert_cheaper
from support.frames import TIME, a_fill, an_aggregate, combined, raw

NOW = 7
KINDS: list[Any] = ["kline", 1, [], {}]
DEEP = b'{"e":' + b"[" * 8_000 + b"]" * 8_000 + b"}"


def told(frame: bytes, unit: TimeUnit = TimeUnit.MILLISECONDS) -> Any:
    return read(frame, NOW, unit)


def test_an_aggregate_of_a_combined_stream() -> None:
    name, trade = told(combined(an_aggregate(5, f=8, l=9)))

    assert name == ("BTCUSDT", Feed.AGGREGATES)
    assert trade == (5, (TIME + 5) * 1_000, 5_800_103_000_000, 8_620_500, 8, 9, 1, NOW)
    assert (trade.told_price, trade.told_quantity) == ("58001.03000000", "0.08620500")


def test_a_raw_stream_has_no_envelope() -> None:
    assert told(raw(an_aggregate(5))) == told(combined(an_aggregate(5)))


def test_a_trade_without_order_ids_and_with_them() -> None:
    without = told(raw(a_fill(5)))

    assert without.name == ("BTCUSDT", Feed.TRADES)
    assert (without.trade.id, without.trade.first_id, without.trade.last_id) == (5, 5, 5)
    assert not without.trade.buyer_is_maker
    assert told(raw(a_fill(5, b=1, a=2))) == without


@pytest.mark.parametrize("unknown", [{"new": [1, {}]}, {"M": None}, {"E": 0}, {"E": "x"}], ids=str)
def test_members_that_nobody_needs_do_not_matter(unknown: dict[str, Any]) -> None:
    assert told(combined(an_aggregate(5, **unknown))) == told(combined(an_aggregate(5)))


def test_an_event_may_be_told_before_its_trade() -> None:
    assert isinstance(told(combined(an_aggregate(5, E=TIME - 60_000))), Told)


def test_the_digits_that_were_written_are_known() -> None:
    trade = told(raw(an_aggregate(1, p="0.50", q="7"))).trade

    assert (trade.told_price, trade.told_quantity) == ("0.50", "7")


def test_microseconds_where_they_were_declared() -> None:
    frame = raw(an_aggregate(1, T=TIME * 1_000 + 7))

    assert told(frame, TimeUnit.MICROSECONDS).trade.time == TIME * 1_000 + 7
    assert told(frame).reason == "time_malformed"


def test_milliseconds_where_microseconds_were_declared_are_refused() -> None:
    assert told(raw(an_aggregate(1)), TimeUnit.MICROSECONDS).reason == "time_malformed"


@pytest.mark.parametrize(
    ("frame", "kind", "detail"),
    [
        (raw({"e": "serverShutdown", "E": TIME}), "shutdown", ""),
        (raw({"stream": "!serverShutdown", "data": {"e": "serverShutdown"}}), "shutdown", ""),
        (raw({"result": None, "id": 3}), "answer", "3"),
        (raw({"result": ["btcusdt@aggTrade"], "id": 3}), "answer", "3"),
        (raw({"error": {"code": 2, "msg": "Invalid"}, "id": 3}), "error", "2: Invalid"),
        (raw({"code": 0, "msg": "Unknown property"}), "error", "0: Unknown property"),
    ],
    ids=["shutdown", "shutdown combined", "answer", "list", "error", "bare error"],
)  # fmt: skip
def test_words_about_the_connection(frame: bytes, kind: str, detail: str) -> None:
    assert told(frame) == Control(kind, detail)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        *(({"p": one}, "amount_malformed") for one in (
            58001.03, 58001, "0", "1e-8", "NaN", "-1", "1" * 30, "\u0661.0", "1.0\uff11",
            "", " 1", "1_0", "+1", "01.5", "1.", ".5", "1.123456789", None, True, ["1"],
        )),
        ({"q": 0.5}, "amount_malformed"),
        *(({member: one}, "ids_malformed") for member in "afl" for one in (
            -1, "5", 5.0, None, True, 2**40, 2**63, 10**400,
        )),
        ({"f": 9, "l": 8}, "ids_malformed"),
        *(({"T": one}, "time_malformed") for one in (
            None, "1617566580000", 1617566580000.0, 0, -TIME, TIME * 1_000, 10**30, True,
        )),
        *(({"m": one}, "maker_malformed") for one in (None, 1, "true")),
        *(({"s": one}, "symbol_malformed") for one in (None, "", "btcusdt", "BTC/USDT", 1)),
        *(({"s": one}, "unknown_stream") for one in ("ETHUSDT", "BTCUSD")),
        *(({"e": one}, "unknown_event") for one in KINDS),
    ],
    ids=lambda one: ascii(one)[:40],
)  # fmt: skip
def test_what_cannot_be_a_trade_is_refused_as_it_came(changed: dict[str, Any], reason: str) -> None:
    frame = combined(an_aggregate(5, **changed))

    assert told(frame) == Refused(reason, frame)


@pytest.mark.parametrize("member", ["s", "a", "p", "q", "f", "l", "T", "m"])
def test_a_trade_lacks_nothing(member: str) -> None:
    data = an_aggregate(5)
    del data[member]

    assert isinstance(told(combined(data)), Refused)


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (combined(an_aggregate())[:90], "not_json"),
        (combined(an_aggregate()) + b"}", "not_json"),
        (combined(an_aggregate()) * 2, "not_json"),
        (b"", "not_json"),
        (b"\x00\xff\xfe\x01", "not_json"),
        (combined(an_aggregate()).replace(b"BTCUSDT", b"BTC\xff\xfe"), "not_json"),
        (combined(an_aggregate()).replace(b'"58001.03000000"', b"NaN"), "not_json"),
        (DEEP, "not_json"),
        (b"[" + combined(an_aggregate()) + b"]", "not_an_object"),
        (b"null", "not_an_object"),
        (raw({"stream": "btcusdt@aggTrade", "data": [1]}), "not_an_object"),
        (raw({"stream": "btcusdt@aggTrade"}), "not_an_object"),
        (combined(an_aggregate(), "ethusdt@aggTrade"), "unknown_stream"),
        (combined(an_aggregate(), "btcusdt@trade"), "unknown_stream"),
        (combined(an_aggregate(), "BTCUSDT@aggTrade"), "unknown_stream"),
        (raw({"stream": 5, "data": an_aggregate()}), "unknown_stream"),
        (raw({"stream": "btcusdt@bookTicker", "data": {"u": 1, "s": "BTCUSDT"}}), "unknown_event"),
        (raw({}), "unknown_event"),
    ],
    ids=lambda one: ascii(one)[:50],
)  # fmt: skip
def test_what_is_no_message_is_refused(frame: bytes, reason: str) -> None:
    assert told(frame) == Refused(reason, frame[:KEPT_RAW])


def test_a_frame_of_ten_megabytes_is_not_even_read() -> None:
    frame = combined(an_aggregate(new="x" * 10_000_000))

    assert told(frame) == Refused("too_long", frame[:KEPT_RAW])
    assert_cheaper(0.001, lambda: told(frame))


def test_the_longest_frame_is_read() -> None:
    frame = combined(an_aggregate(new=""))
    longest = combined(an_aggregate(new="x" * (LONGEST - len(frame))))

    assert len(longest) == LONGEST
    assert isinstance(told(longest), Told)


def test_of_a_member_that_comes_twice_the_last_one_counts_as_in_every_reader_of_json() -> None:
    twice = combined(an_aggregate()).replace(b'"a":1,', b'"a":7,"a":1,')

    assert told(twice) == told(raw(json.loads(twice)))
