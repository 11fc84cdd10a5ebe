"""What exchanges have not, and what went wrong."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from injector import Injector

from application.ticks.ports import Absent, Fence, Incidents
from domain.ticks.absence import Absence, merged, without
from domain.ticks.errors import NotTheLeader
from domain.ticks.incident import DETAIL_CHARACTERS, RAW_BYTES, Incident
from support.led_markets import Led, led
from support.trades import START

RUNS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5)), max_size=12)


def test_what_is_absent_is_told_in_the_fewest_words(market: Led) -> None:
    absent = market.world.get(Absent)
    for first, last in ((5, 6), (20, 20), (8, 9), (7, 7), (5, 9), (30, 40)):
        absent.note(market.market.id, first, last, market.fence)
    assert absent.all(market.market.id) == [Absence(5, 9), Absence(20, 20), Absence(30, 40)]


def test_each_market_lacks_its_own(market: Led) -> None:
    absent, other = market.world.get(Absent), led(market.world, "ETHUSDT")
    absent.note(market.market.id, 1, 2, market.fence)
    absent.note(other.market.id, 2, 3, other.fence)
    assert absent.all(market.market.id) == [Absence(1, 2)]
    assert absent.all(other.market.id) == [Absence(2, 3)]


def test_who_was_put_off_says_nothing_of_what_is_absent(market: Led) -> None:
    with pytest.raises(NotTheLeader):
        market.world.get(Absent).note(market.market.id, 1, 2, Fence(market.fence - 1))
    assert market.world.get(Absent).all(market.market.id) == []


@given(RUNS, st.integers(0, 40), st.integers(0, 40))
def test_what_is_left_is_what_no_absence_names(
    runs: list[tuple[int, int]], first: int, last: int
) -> None:
    absences = merged(Absence(start, start + more) for start, more in runs)
    gone = {one for start, more in runs for one in range(start, start + more + 1)}
    left = {one for begin, end in without(first, last, absences) for one in range(begin, end + 1)}
    assert left == set(range(first, last + 1)) - gone


def test_incidents_are_told_from_the_latest_on(market: Led) -> None:
    incidents, ours = market.world.get(Incidents), market.market.id
    told = [Incident("uneven", START + number, ours, "text", number, 9) for number in range(5)]
    for one in told:
        incidents.note(one)
    incidents.note(Incident("refused", START, None, raw=b"\xff{", size=2))
    page = incidents.newest(ours, 2)
    assert [one for _, one in page] == told[:2:-1]
    assert [one for _, one in incidents.newest(ours, 9, page[-1][0])] == told[2::-1]
    assert [one.raw for _, one in incidents.newest(None, 9)] == [b"\xff{"]


def test_a_flood_is_kept_in_bounds(world: Injector) -> None:
    raw, incidents = b"x" * 10_000_000, world.get(Incidents)
    incidents.note(Incident("refused", START, detail="\0y" * DETAIL_CHARACTERS, raw=raw))
    ((_, kept),) = incidents.newest(None, 9)
    assert (len(kept.raw), kept.size) == (RAW_BYTES, len(raw))
    assert len(kept.detail) == DETAIL_CHARACTERS
    assert "\0" not in kept.detail
    assert replace(kept).bounded() == kept
