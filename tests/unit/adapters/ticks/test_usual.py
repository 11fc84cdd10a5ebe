"""What is read of frames as bytes is what the careful reader reads, or nothing."""

from array import array
from collections.abc import Sequence
from itertools import accumulate, pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.ticks.binance import usual as usual_frames
from adapters.ticks.binance.batches import VERY_MANY, read_all
from adapters.ticks.binance.usual import trades_of
from domain.ticks.columns import ColumnTrades
from domain.ticks.moments import TimeUnit
from support.effort import assert_cheaper
from support.frames import TIME, a_fill, an_aggregate, combined
from support.slow_reading import bursts, framed, slowly
from support.usual_frames import usual, usual_fills

MS = TimeUnit.MILLISECONDS
FRAME = combined(an_aggregate(665_076_760, q="12.00100000", m=False))
FILL = combined(a_fill(665_076_760), "btcusdt@trade")
BYTES = b'\0 "%,-.01259:@AEaetu{}\n\\\x80\xff'
LISTS = st.one_of(*(st.lists(one, min_size=1, max_size=30) for one in (usual(), usual_fills())))


def is_alike_or_nothing(contents: Sequence[bytes], unit: TimeUnit = MS) -> bool:
    """Whether they are read as one by one; says whether they are read at all."""
    trades = trades_of(contents, contents, array("q", range(len(contents))), unit)
    if trades is not None:
        careful = slowly(framed(contents), unit)
        assert trades == careful.trades
        assert [*trades] == [*careful.trades]
        assert careful.count == len(contents) == sum(map(len, careful.trades.values()))
    return trades is not None


@given(LISTS)
def test_usual_frames_are_read_as_each_by_itself(contents: list[bytes]) -> None:
    assert is_alike_or_nothing(contents)


@pytest.mark.parametrize("frame", [FRAME, FILL], ids=["aggregate", "fill"])
def test_no_byte_may_be_another(frame: bytes) -> None:
    read = 0
    for place in range(len(frame)):
        for byte in BYTES:
            changed = frame[:place] + bytes([byte]) + frame[place + 1 :]
            read += is_alike_or_nothing([frame, changed, frame])
    assert read > 0


@pytest.mark.parametrize("frame", [FRAME, FILL], ids=["aggregate", "fill"])
def test_no_byte_may_be_missing_or_too_many(frame: bytes) -> None:
    for place in range(len(frame) + 1):
        is_alike_or_nothing([frame[:place] + frame[place + 1 :], frame])
        for byte in BYTES:
            is_alike_or_nothing([frame, frame[:place] + bytes([byte]) + frame[place:]])


@given(st.lists(usual(), min_size=2, max_size=5), st.data())
def test_frames_that_are_cut_elsewhere_are_not_read(
    frames: list[bytes], data: st.DataObject
) -> None:
    whole = b"".join(frames)
    cuts = [end + data.draw(st.integers(-60, 60)) for end in accumulate(map(len, frames[:-1]))]
    edges = [0, *sorted(cuts), len(whole)]
    contents = [whole[start:end] for start, end in pairwise(edges)]

    assert is_alike_or_nothing(contents) == (contents == frames)


@given(
    LISTS,
    st.lists(st.tuples(st.integers(0, 250), st.integers(0, 8), st.binary(max_size=9)), max_size=3),
    st.sampled_from(TimeUnit),
)
@example([FRAME], [(FRAME.index(b"6650"), 0, b"0")], MS)
def test_spoilt_frames_are_read_alike_or_not_at_all(
    contents: list[bytes], changes: list[tuple[int, int, bytes]], unit: TimeUnit
) -> None:
    for place, many, other in changes:
        odd = contents[0]
        contents[0] = odd[:place] + other + odd[place + many :]

    is_alike_or_nothing(contents, unit)


@pytest.mark.parametrize(
    "changed",
    [
        {"a": 2**40}, {"a": 10**16}, {"f": 9, "l": 8}, {"l": 2**40}, {"p": "0.00000000"},
        {"q": "00.10000000"}, {"q": "0.1"}, {"q": "123456789.00000000"}, {"T": TIME * 1_000},
        {"T": 12}, {"s": "ETHUSDT"}, {"s": "btcusdt"}, {"s": "B" * 21}, {"new": 1}, {"m": None},
        {"E": -5}, {"E": 10**16},
    ],
    ids=ascii,
)  # fmt: skip
def test_whatever_else_is_left_to_others(changed: dict[str, object]) -> None:
    assert not is_alike_or_nothing([FRAME, combined(an_aggregate(1, **changed)), FRAME])


@pytest.mark.parametrize("contents", [[b""], [b"," * 11], [b"", b"," * 22], [b"{}" * 9]], ids=ascii)
def test_nothing_is_read_where_nothing_is(contents: list[bytes]) -> None:
    assert not is_alike_or_nothing(contents)


def test_microseconds_are_those_that_were_told() -> None:
    frame = combined(an_aggregate(1, T=TIME * 1_000 + 7))

    assert is_alike_or_nothing([frame], TimeUnit.MICROSECONDS)
    assert not is_alike_or_nothing([frame], MS)


@given(st.lists(usual(), min_size=1, max_size=9), st.binary(max_size=20))
def test_very_many_are_read_so_and_one_odd_one_does_not_harm_them(
    some: list[bytes], odd: bytes
) -> None:
    many = some * VERY_MANY
    heard = read_all(bursts(many), MS)

    assert heard == slowly(framed(many))
    assert all(isinstance(one, ColumnTrades) for one in heard.trades.values())
    assert read_all(bursts([*many, odd]), MS) == slowly(framed([*many, odd]))


@pytest.mark.parametrize("markets", [1, 2, 20_000])
def test_as_many_markets_as_there_are_frames_take_as_long_as_one(markets: int) -> None:
    contents = [a_market_of(number % markets) for number in range(20_000)]
    received = array("q", range(len(contents)))

    assert_cheaper(1, lambda: trades_of(contents, contents, received, MS))


def test_markets_are_told_apart_in_the_order_in_which_they_came() -> None:
    contents = [a_market_of(number * 7 % 100) for number in range(1_000)]

    assert is_alike_or_nothing(contents)
    found = trades_of(contents, contents, array("q", range(len(contents))), MS)
    assert found is not None
    assert [*found] == [*slowly(framed(contents)).trades]


def test_names_that_fold_alike_are_left_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usual_frames, "_WEIGHTS", np.zeros((2, 4), np.uint64))

    assert is_alike_or_nothing([a_market_of(1)] * 9)
    assert not is_alike_or_nothing([a_market_of(1), a_market_of(2)])


def a_market_of(number: int) -> bytes:
    symbol = f"COIN{number}"
    return combined(an_aggregate(number, s=symbol), f"{symbol.lower()}@aggTrade")
