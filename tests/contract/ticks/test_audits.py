"""Which minutes were held against the exchange's own."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from application.ticks.ports import Audits, Incidents
from domain.ticks.audited import DAY, MINUTES, AuditedDay
from domain.ticks.incident import Incident
from domain.ticks.moments import MINUTE, floor
from support.led_markets import Led, led
from support.trades import START

MIDNIGHT = floor(START, DAY)


def minutes(*numbers: int) -> list[int]:
    return [MIDNIGHT + number * MINUTE for number in numbers]


def test_a_day_of_which_nothing_is_known_is_empty(market: Led) -> None:
    day = market.world.get(Audits).of(market.market.id, MIDNIGHT)
    assert (day, day.count, list(day.mismatches)) == (AuditedDay(MIDNIGHT), 0, [])


def test_minutes_add_up_and_are_as_they_were_judged_last(market: Led) -> None:
    audits, ours = market.world.get(Audits), market.market.id
    audits.note(ours, minutes(0, 1, 2), minutes(3, 1_439))
    audits.note(ours, minutes(3), minutes(2))
    day = audits.of(ours, MIDNIGHT)
    assert (day.count, day.agreed.bit_count()) == (5, 3)
    assert list(day.mismatches) == minutes(2, 1_439)


def test_midnight_parts_days_and_markets_have_their_own(market: Led) -> None:
    audits, other = market.world.get(Audits), led(market.world, "ETHUSDT")
    audits.note(market.market.id, minutes(-1, 0, MINUTES), minutes(MINUTES + 7))
    counts = [audits.of(market.market.id, MIDNIGHT + day * DAY).count for day in (-1, 0, 1, 2)]
    assert counts == [1, 1, 2, 0]
    assert list(audits.of(market.market.id, MIDNIGHT + DAY).mismatches) == minutes(MINUTES + 7)
    assert audits.of(other.market.id, MIDNIGHT).count == 0


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans())))
def test_each_minute_is_as_it_was_judged_last(judged: list[tuple[int, bool]]) -> None:
    day = AuditedDay(MIDNIGHT)
    for number, is_good in judged:
        day = day.judged(minutes(number) * is_good, minutes(number) * (not is_good))
    bad = sorted(number for number, is_good in dict(judged).items() if not is_good)
    assert list(day.mismatches) == minutes(*bad)
    assert day.count == len(dict(judged))


def test_old_incidents_are_forgotten_and_numbers_are_not_given_again(market: Led) -> None:
    incidents, ours = market.world.get(Incidents), market.market.id
    for number in range(5):
        incidents.note(Incident("uneven", START + number, ours, first=number))
    incidents.note(Incident("refused", START))
    assert incidents.forget(START + 3) == 4
    left = incidents.newest(ours, 9)
    assert [one.first for _, one in left] == [4, 3]
    assert list(incidents.newest(None, 9)) == []
    assert incidents.forget(START + 3) == 0
    incidents.note(replace(left[0][1], first=5))
    assert [one.first for _, one in incidents.newest(ours, 9)] == [5, 4, 3]
