"""Many frames at once say what each by itself says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.ticks.binance import batches
from adapters.ticks.binance.batches import WORTH_IT, read_all
from adapters.ticks.binance.columns import amounts
from domain.ticks.amounts import amount
from domain.ticks.errors import AmountMalformed
from domain.ticks.moments import TimeUnit
from support.frames import an_aggregate, combined, raw
from support.slow_reading import bursts, framed, slowly
from support.usual_frames import PRICES, usual

MS = TimeUnit.MILLISECONDS
ODD_VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 2**70), st.floats(allow_nan=False), PRICES,
    st.text(max_size=12), st.from_regex(r"[0-9]{0,12}\.?[0-9]{0,9}", fullmatch=True),
)  # fmt: skip


@st.composite
def odd(draw: st.DrawFn) -> bytes:
    member = draw(st.sampled_from([*an_aggregate(), "new"]))
    return combined(an_aggregate(5, **{member: draw(ODD_VALUES)}))


HALVES = st.sampled_from(
    [b'{"stream":"btcusdt@aggTrade","data":{"x":[1', b"2]}}", b"", b"7", b"{},7,{}", b"{}{}", b","]
)
CONTROLS = st.sampled_from([raw({"result": None, "id": 1}), raw({"e": "serverShutdown"})])
FRAMES = st.one_of(usual(), usual(), odd(), HALVES, CONTROLS, st.binary(max_size=30))


@given(st.lists(usual(), min_size=WORTH_IT, max_size=60))
def test_usual_frames_are_read_at_once_and_alike(contents: list[bytes]) -> None:

    assert batches._usual(framed(contents), MS) is not None
    assert read_all(bursts(contents), MS) == slowly(framed(contents))


@given(st.lists(FRAMES, min_size=WORTH_IT, max_size=40))
def test_whatever_comes_is_read_alike(contents: list[bytes]) -> None:
    assert read_all(bursts(contents), MS) == slowly(framed(contents))


@given(st.lists(usual(), min_size=WORTH_IT, max_size=20), odd(), st.integers(0, 15))
def test_one_odd_frame_among_usual_ones(contents: list[bytes], odd: bytes, place: int) -> None:
    contents[place] = odd

    assert read_all(bursts(contents), MS) == slowly(framed(contents))


@pytest.mark.parametrize("whole", [b"1", b"12,7,13", b'{"a":1},{"b":2}'], ids=ascii)
def test_frames_that_make_json_only_together_are_no_messages(whole: bytes) -> None:
    start = combined(an_aggregate(1))[:-2] + b',"x":[' + whole
    frames = [start, b"2]}}", b"{},{}", *[combined(an_aggregate(n)) for n in range(20)]]
    heard = read_all(bursts(frames), MS)

    assert [one.reason for one in heard.refused] == ["not_json"] * 3
    assert heard.count == len(frames)


@given(st.lists(PRICES, min_size=1, max_size=50))
def test_amounts_at_once_are_those_of_each(texts: list[str]) -> None:
    assert amounts(texts) == [amount(text)[0] for text in texts]


@given(
    st.lists(PRICES, max_size=5),
    st.one_of(st.text(max_size=20), st.from_regex(r"[0-9]{0,20}\.[0-9]{8}", fullmatch=True)),
    st.lists(PRICES, max_size=5),
)
def test_no_amount_is_read_that_is_none(before: list[str], text: str, after: list[str]) -> None:
    told = amounts([*before, text, *after])
    try:
        units, _ = amount(text)
    except AmountMalformed:
        assert told is None
    else:
        assert told is None or told[len(before)] == units
