"""W3C Trace Context."""

import pytest

from application.tracing import Trace, current_trace, traced

HEADER = f"00-{'a' * 32}-{'b' * 16}-01"


def test_a_valid_header_is_read_and_written_alike() -> None:
    assert str(Trace.parse(HEADER)) == HEADER


def test_a_later_version_may_have_more() -> None:
    later = Trace.parse(f"cc-{'a' * 32}-{'b' * 16}-01-what-ever")

    assert later == Trace("a" * 32, "b" * 16, "01")


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "nonsense",
        HEADER.upper(),
        HEADER + "-more",
        f"ff-{'a' * 32}-{'b' * 16}-01",
        f"00-{'0' * 32}-{'b' * 16}-01",
        f"00-{'a' * 32}-{'0' * 16}-01",
        f"00-{'a' * 31}-{'b' * 16}-01",
    ],
)
def test_an_invalid_header_is_none(header: str | None) -> None:
    assert Trace.parse(header) is None


def test_a_trace_lasts_as_long_as_its_block() -> None:
    trace = Trace("a" * 32, "b" * 16)
    with traced(trace):
        assert current_trace() is trace
        with traced(None):
            assert current_trace() is None
    assert current_trace() is None
