"""Frames as the exchange always writes them, drawn."""

from hypothesis import strategies as st

from support.frames import TIME, a_fill, an_aggregate, combined

PRICES = st.integers(1, 99_999_999).map(lambda n: f"{n}.{n % 10**8:08}")
SYMBOLS = st.sampled_from(["BTCUSDT", "ETHUSDT", "1000PEPEUSDT"])
IDS = st.one_of(st.integers(0, 2**40 - 1), st.integers(0, 120))
TIMES = st.integers(TIME, TIME * 2)


@st.composite
def usual(draw: st.DrawFn) -> bytes:
    first, last = sorted([draw(IDS), draw(IDS)])
    symbol = draw(SYMBOLS)
    data = an_aggregate(
        draw(IDS), s=symbol, p=draw(PRICES), q=draw(PRICES), f=first, l=last, T=draw(TIMES),
        m=draw(st.booleans()), M=draw(st.booleans()),
    )  # fmt: skip
    return combined(data, f"{symbol.lower()}@aggTrade")


@st.composite
def usual_fills(draw: st.DrawFn) -> bytes:
    symbol = draw(SYMBOLS)
    data = a_fill(draw(IDS), s=symbol, p=draw(PRICES), q=draw(PRICES), T=draw(TIMES))
    return combined(data, f"{symbol.lower()}@trade")
