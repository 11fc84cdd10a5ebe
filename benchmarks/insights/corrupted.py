"""Ten files of interactions that went wrong on their way, each with what it meant.

Moments and customers are made from a seed. A row whose truth is None cannot be known by anybody:
whoever takes it in is wrong in silence.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from support.workbooks import sheet, without_values, xls, xlsx

HEAD = ["date_start", "interaction", "customers"]
ROWS = 120
BEGINNING, DAYS = datetime(2019, 1, 7), 700  # noqa: DTZ001 - a workbook's days have no zone
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - nor have its epochs
BROKEN = 7
"""Every so many rows something stands there that cannot be known."""


@dataclass(frozen=True, slots=True)
class Truth:
    at: datetime
    customer: int


@dataclass(frozen=True, slots=True)
class Corrupted:
    """`truths` are of the rows below the header, in their order; `suffix` says what it claims."""

    name: str
    suffix: str
    content: bytes
    truths: Sequence[Truth | None]


def truths(seed: int) -> list[Truth]:
    random = Random(seed)
    moments = sorted(random.randrange(DAYS * 24 * 60) for _ in range(ROWS))
    return [Truth(BEGINNING + timedelta(minutes=one), random.randrange(1, 500)) for one in moments]


def corrupted() -> Iterator[Corrupted]:
    made: Sequence[Callable[[list[Truth]], Corrupted]] = (
        _day_first, _month_first, _half_converted, _from_1904, _old_from_1904, _bare_numbers,
        _untidy, _zoned, _impossible, _page,
    )  # fmt: skip
    for seed, make in enumerate(made):
        yield make(truths(seed))


def _text(at: datetime, form: str = "%d/%m/%Y %H:%M") -> str:
    return at.strftime(form)


def _csv(rows: Sequence[Sequence[Any]]) -> bytes:
    return "\n".join(",".join(map(str, one)) for one in [HEAD, *rows]).encode()


def _serial(at: datetime, epoch: datetime = EPOCH) -> float:
    return (at - epoch) / timedelta(days=1)


def _day_first(given: list[Truth]) -> Corrupted:
    rows = [[_text(one.at), "Email", one.customer] for one in given]
    return Corrupted("day first", "csv", _csv(rows), given)


def _month_first(given: list[Truth]) -> Corrupted:
    rows = [[_text(one.at, "%m/%d/%Y %H:%M"), "Email", one.customer] for one in given]
    return Corrupted("month first", "csv", _csv(rows), given)


def _half_converted(given: list[Truth]) -> Corrupted:
    """A program read days as months where it could, and left the rest as texts."""
    rows: list[list[Any]] = [HEAD]
    for one in given:
        at: Any = _text(one.at)
        if one.at.day <= 12:
            at = _serial(one.at.replace(month=one.at.day, day=one.at.month))
        rows.append([at, "Email", one.customer])
    return Corrupted("half converted", "xlsx", sheet(rows), given)


def _from_1904(given: list[Truth]) -> Corrupted:
    def write(book: Any, dated: Any) -> None:
        page = book.add_worksheet("Calls")
        page.write_row(0, 0, HEAD)
        for number, one in enumerate(given, start=1):
            page.write_number(number, 0, _serial(one.at, EPOCH_1904), dated)
            page.write_row(number, 1, ["Email", one.customer])

    return Corrupted("counted from 1904", "xlsx", xlsx(write, date_1904=True), given)


def _old_from_1904(given: list[Truth]) -> Corrupted:
    rows: list[list[Any]] = [
        HEAD,
        *([_serial(one.at, EPOCH_1904), "Email", one.customer] for one in given),
    ]
    return Corrupted("old, counted from 1904", "xls", xls(rows, date_1904=True), given)


def _bare_numbers(given: list[Truth]) -> Corrupted:
    """Texts, dates and numbers that lost their format in one column."""

    def write(book: Any, dated: Any) -> None:
        page = book.add_worksheet("Calls")
        page.write_row(0, 0, HEAD)
        for number, one in enumerate(given, start=1):
            if number % 3 == 0:
                page.write_string(number, 0, _text(one.at))
            else:
                page.write_number(number, 0, _serial(one.at), *([dated] if number % 3 == 1 else []))
            page.write_row(number, 1, ["Email", one.customer])

    return Corrupted("texts and bare numbers", "xlsx", xlsx(write), given)


def _untidy(given: list[Truth]) -> Corrupted:
    """Ids as floats and with zeros, invisible spaces, a header once more, and a total."""
    forms = ("{}.0", "00{}", "\u00a0{} ", "{}in")
    rows: list[list[Any]] = [
        [f"\u00a0{_text(one.at)} ", "Email", forms[at % len(forms)].format(one.customer)]
        for at, one in enumerate(given)
    ]
    told: list[Truth | None] = [*given, None, None]
    return Corrupted("untidy", "csv", _csv([*rows, HEAD, ["Total", "", ROWS]]), told)


def _zoned(given: list[Truth]) -> Corrupted:
    """Written with an offset, and some with a name that is not one offset."""
    rows, told = [], list[Truth | None]()
    for at, one in enumerate(given):
        zone = " CST" if at % BROKEN == 0 else " +02:00"
        rows.append([_text(one.at, "%Y-%m-%d %H:%M") + zone, "Email", one.customer])
        told.append(None if at % BROKEN == 0 else replace(one, at=one.at - timedelta(hours=2)))
    return Corrupted("time zones", "csv", _csv(rows), told)


def _impossible(given: list[Truth]) -> Corrupted:
    """Days that never were, an error, a formula without a value, two ids that became a date."""

    def write(book: Any, dated: Any) -> None:
        page = book.add_worksheet("Calls")
        page.write_row(0, 0, HEAD)
        for number, one in enumerate(given, start=1):
            page.write_string(number, 0, _text(one.at))
            page.write_row(number, 1, ["Email", one.customer])
            if number % BROKEN == 0:
                _break(page, number, dated)

    told = [None if number % BROKEN == 0 else one for number, one in enumerate(given, start=1)]
    return Corrupted("impossible", "xlsx", without_values(xlsx(write)), told)


def _break(page: Any, number: int, dated: Any) -> None:
    kind = number // BROKEN % 6
    if kind == 0:
        page.write_string(number, 0, "29/02/2019 10:00")
    elif kind == 1:
        page.write_number(number, 0, 60, dated)
    elif kind == 2:
        page.write_formula(number, 0, "=1/0", None, "#DIV/0!")
    elif kind == 3:
        page.write_formula(number, 0, "=A1", None, 43_742)
    elif kind == 4:
        page.write_number(number, 2, 43_556, dated)
    else:
        page.write_string(number, 0, "04/10/19 10:00")


def _page(given: list[Truth]) -> Corrupted:
    cells = ((_text(one.at), "Email", one.customer) for one in given)
    rows = "".join(f"<tr><td>{a}<td>{b}<td>{c}" for a, b, c in [HEAD, *cells])
    page = f"<html><body><table>{rows}</table></body></html>"
    return Corrupted("page named .xls", "xls", page.encode(), given)
