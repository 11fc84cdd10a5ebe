"""Times as RFC 3339 writes them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.events.formats.moments import read, read_all
from domain.events import moments
from domain.events.moments import moment
from domain.events.unfit import Unfit


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-11-21T10:00:00Z", datetime(2026, 11, 21, 10, tzinfo=UTC)),
        ("2026-11-21t10:00:00z", datetime(2026, 11, 21, 10, tzinfo=UTC)),
        ("2026-11-21T10:00:00+07:00", datetime(2026, 11, 21, 3, tzinfo=UTC)),
        ("2026-11-21T10:00:00-00:00", datetime(2026, 11, 21, 10, tzinfo=UTC)),
        ("2026-11-21T10:00:00.5Z", datetime(2026, 11, 21, 10, 0, 0, 500_000, UTC)),
        ("2026-11-21T10:00:00.123Z", datetime(2026, 11, 21, 10, 0, 0, 123_000, UTC)),
        ("2026-11-21T10:00:00.123456Z", datetime(2026, 11, 21, 10, 0, 0, 123_456, UTC)),
        ("2026-11-21T10:00:00.999999999Z", datetime(2026, 11, 21, 10, 0, 0, 999_999, UTC)),
        ("2024-02-29T23:59:59Z", datetime(2024, 2, 29, 23, 59, 59, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, 999_999, UTC)),
        ("2017-01-01T06:59:60.5+07:00", datetime(2016, 12, 31, 23, 59, 59, 999_999, UTC)),
        ("0001-01-01T00:00:00Z", datetime(1, 1, 1, tzinfo=UTC)),
        ("9999-12-31T23:59:59Z", datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_in_utc(text: str, told: datetime) -> None:
    assert moment(text) == told
    assert moment(text).tzinfo is UTC


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "2026-11-21",
        "2026-11-21T10:00:00",
        "2026-11-21 10:00:00Z",
        "2026-11-21T10:00Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T10:60:00Z",
        "2026-11-21T10:00:61Z",
        "2026-11-21T10:00:60Z",
        "2026-13-01T10:00:00Z",
        "2026-00-01T10:00:00Z",
        "2026-02-29T10:00:00Z",
        "2026-11-31T10:00:00Z",
        "0000-01-01T00:00:00Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "2026-11-21T10:00:00+24:00",
        "2026-11-21T10:00:00+0700",
        "2026-11-21T10:00:00+07",
        "2026-11-21T10:00:00.Z",
        "2026-11-21T10:00:00,5Z",
        "2026-11-21T10:00:00.1234567890Z",
        "2026-W47-6T10:00:00Z",
        "20261121T100000Z",
        " 2026-11-21T10:00:00Z",
        "2026-11-21T10:00:00Z\n",
        "2026-11-21T10:00:00ZZ",
        "２026-11-21T10:00:00Z",
        "+2026-11-21T10:00:00Z",
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Unfit) as refused:
        moment(text)

    assert refused.value.code == "invalid_timestamp"


SIGNS = st.text("0123456789-:.TtZzW+, é２", min_size=18, max_size=29)
WOUNDED = st.builds(
    lambda text, at, sign: text[:at] + sign + text[at + 1 :],
    st.sampled_from(
        ["2026-11-21T10:00:00Z", "2026-11-21T10:00:00.123Z", "2026-11-21T10:00:00.123456Z"]
    ),
    st.integers(0, 27),
    st.sampled_from("0123456789-:.TtZzW+, é２"),
)


def outcome(read: object, text: str) -> object:
    assert callable(read)
    try:
        return read(text)
    except (ValueError, OverflowError):
        return None


@given(SIGNS | WOUNDED)
def test_the_quick_reading_is_the_slow_one(text: str) -> None:
    if text[17:19] != moments.LEAP:
        assert outcome(moment, text) == outcome(moments._unusual, text)


@given(st.lists(SIGNS | WOUNDED | st.none(), max_size=3))
def test_a_batch_is_read_like_each_of_it(texts: list[str | None]) -> None:
    assert list(read_all(texts)) == [read(text) for text in texts]
