"""What a whole file says about the order of day and month."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random

import pytest

from domain.insights.cell import Cell, Kind
from domain.insights.date_texts import written
from domain.insights.dates import Certain, Numeric, Order
from domain.insights.evidence import DateEvidence, Verdict

MONDAY = date(2020, 1, 6)
FRIDAY, SUNDAY = 4, 6


def heard(*texts: str, cells: tuple[str, ...] = ()) -> DateEvidence:
    evidence = DateEvidence()
    for one in [
        *(Cell(Kind.TEXT, each) for each in texts),
        *(Cell(Kind.MOMENT, each) for each in cells),
    ]:
        said = written(one)
        assert isinstance(said, (Numeric, Certain))
        evidence.hear(said)
    return evidence


def verdict(*texts: str) -> Verdict:
    return heard(*texts).verdict()


@pytest.mark.parametrize(
    ("form", "order"), [("%d/%m/%Y", Order.DAY_FIRST), ("%m/%d/%Y", Order.MONTH_FIRST)]
)
def test_a_day_beyond_the_twelfth_settles_it(form: str, order: Order) -> None:
    told = verdict("04/10/2019", MONDAY.replace(day=17).strftime(form))
    assert (told.order, told.ambiguous) == (order, 1)
    assert told.confidence == 0.99
    assert told.proofs[order.value] == 1


def test_without_any_evidence_it_stays_open() -> None:
    told = verdict("04/10/2019")
    assert (told.order, told.ambiguous) == (None, 1)
    assert verdict("05/05/2019").ambiguous == 0


@pytest.mark.parametrize(
    ("form", "order"), [("%d/%m/%Y", Order.DAY_FIRST), ("%m/%d/%Y", Order.MONTH_FIRST)]
)
def test_working_days_in_their_sequence_settle_it_together(form: str, order: Order) -> None:
    days = [MONDAY + timedelta(days=one) for one in range(360)]
    written_down = [one.strftime(form) for one in days if one.day <= 12 and one.weekday() < 5]
    told = verdict(*written_down)
    assert told.proofs == {"day_first": 0, "month_first": 0}
    assert told.order is order
    assert told.confidence >= 0.99


def first_days(count: int, random: Random, most: int = SUNDAY) -> list[date]:
    """Return days up to the 12th of their months, and up to that of the week, in no order."""
    found: list[date] = []
    while len(found) < count:
        one = MONDAY + timedelta(days=random.randrange(900))
        if one.day <= 12 and one.weekday() <= most:
            found.append(one)
    return found


def orders(days: Iterable[Sequence[date]]) -> set[Order | None]:
    return {verdict(*(one.strftime("%d/%m/%Y") for one in some)).order for some in days}


@pytest.mark.parametrize("newest_first", [False, True])
def test_either_end_of_a_sequence_may_come_first(newest_first: bool) -> None:
    random = Random(1)
    working = (sorted(first_days(24, random, FRIDAY), reverse=newest_first) for _ in range(50))
    assert orders(working) == {Order.DAY_FIRST}
    any_day = (sorted(first_days(24, random), reverse=newest_first) for _ in range(200))
    assert Order.MONTH_FIRST not in orders(any_day)


@pytest.mark.parametrize("many", [8, 24, 200])
def test_what_comes_by_chance_settles_nothing(many: int) -> None:
    """Of people who work at weekends too, in rows of no order."""
    random = Random(many)
    assert orders(first_days(many, random) for _ in range(100)) == {None}


def test_weekdays_alone_do_not_settle_it() -> None:
    """All on working days if the day is first, and on none of them otherwise."""
    told = verdict("10/08/2020", "06/08/2020", "05/09/2019")
    assert told.order is None


def test_proofs_against_each_other_leave_it_open() -> None:
    assert verdict("17/02/2020", "02/17/2020").order is None
    assert verdict(*["17/02/2020"] * 3, "02/17/2020").order is None
    assert verdict(*["17/02/2020"] * 99, "02/17/2020").order is Order.DAY_FIRST


def test_a_program_that_took_days_for_months_is_found_out() -> None:
    """It leaves real dates up to the 12th, and the others as texts."""
    within, beyond = "2019-04-10T09:00:00", "2019-04-13T09:00:00"
    assert heard("17/02/2020", cells=(within,)).is_mixed
    assert not heard("17/02/2020", cells=(within, beyond)).is_mixed
    assert not heard("17/02/2020").is_mixed
    assert not heard(cells=(within,)).is_mixed
