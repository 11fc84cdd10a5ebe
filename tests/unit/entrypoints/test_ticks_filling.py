"""The thread that fills holes goes on whatever happens, and lets nobody starve."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, Thread
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from application.errors import Unavailable
from application.ticks.audit import AuditMinutes
from application.ticks.reports import Report, What
from application.ticks.resuming import Resuming
from domain.ticks.incident import Incident
from domain.ticks.market import Feed, Market, MarketId
from entrypoints.workers import carefully, filling, incidents
from entrypoints.workers.filling import Filling
from entrypoints.workers.incidents import AT_ONCE, KeptIncidents

PATIENCE = 60
MARKETS = [
    Market(MarketId(1), "BTCUSDT", Feed.AGGREGATES),
    Market(MarketId(2), "ETHUSDT", Feed.AGGREGATES),
]


class Parts:
    """A filler with three pages of older trades in each market, and everything around it."""

    def __init__(self) -> None:
        self.done = list[tuple[str, int]]()
        self.pages = {1: 3, 2: 3}
        self.raises: Exception | None = None
        self.kept = list[Incident]()
        self.is_whole = self.has_settled = True
        self.watched = list[int]()
        self.meanwhile: Callable[[], None] = lambda: None

    def __call__(self, market: Market, *, beyond: bool = False) -> bool:
        self.done.append(("live", market.id))
        if self.raises:
            error, self.raises = self.raises, None
            raise error
        return self.is_whole

    def is_settled(self, _: Market) -> bool:
        return self.has_settled

    def watch(self, market: Market) -> None:
        self.watched.append(market.id)

    def fill_older(self, market: Market) -> bool:
        if not self.pages[market.id]:
            return False
        self.pages[market.id] -= 1
        self.done.append(("older", market.id))
        return True

    def led(self) -> list[Market]:
        return MARKETS

    def note(self, incident: Incident) -> None:
        self.meanwhile()
        self.kept.append(incident)

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)


def audits_nothing(_: Market) -> None: ...


def ran(parts: Any, until: Callable[[], bool]) -> None:
    """Fill in a thread until that is so."""
    told = KeptIncidents(parts, {}, parts)
    filling = Filling(
        parts, cast("AuditMinutes", audits_nothing), told, parts, Resuming(), lambda _: None
    )
    stop = Event()
    thread = Thread(target=filling.run, args=(stop,))
    thread.start()
    waited = Event()
    for _ in range(PATIENCE * 50):
        if until() or not thread.is_alive():
            break
        filling.wake(beyond=False)
        waited.wait(0.02)
    assert thread.is_alive()
    stop.set()
    filling.wake(beyond=False)
    thread.join()
    assert until()


def test_live_holes_of_all_markets_come_before_a_page_of_older_trades() -> None:
    parts = Parts()
    ran(parts, lambda: not any(parts.pages.values()))

    a_round = [("live", 1), ("live", 2), ("older", 1), ("older", 2)]
    assert parts.done[:12] == a_round * 3


@pytest.mark.parametrize("error", [RuntimeError("a defect"), Unavailable("the exchange", "away")])
def test_an_error_that_nobody_expected_is_logged_and_survived(error: Exception) -> None:
    parts = Parts()
    parts.raises = error
    with capture_logs() as logs:
        ran(parts, lambda: parts.done.count(("live", 1)) > 1)

    unexpected = [one for one in logs if one["event"] == "ticks_filling_failed"]
    assert len(unexpected) == isinstance(error, RuntimeError)
    assert all(one["exc_info"] for one in unexpected)


def a_round(parts: Any, resuming: Resuming) -> None:
    """Go once through all markets, and no further."""
    told = KeptIncidents(parts, {}, parts)
    audit = cast("AuditMinutes", audits_nothing)
    Filling(parts, audit, told, parts, resuming, parts.watch)._round(Event())


def asked_about() -> Resuming:
    """Return a question about each market that is due."""
    times = iter([0.0])
    resuming = Resuming(lambda: next(times, 60.0))
    resuming.begin(MARKETS)
    return resuming


@pytest.mark.parametrize("is_settled", [False, True])
def test_a_question_stays_open_until_its_answer_is_settled(is_settled: bool) -> None:
    parts, resuming = Parts(), asked_about()
    parts.has_settled = is_settled
    a_round(parts, resuming)
    assert [resuming.question(one) is None for one in MARKETS] == [is_settled] * 2


def test_a_market_with_a_hole_is_watched_and_its_question_is_answered() -> None:
    parts, resuming = Parts(), asked_about()
    parts.is_whole = False
    a_round(parts, resuming)
    assert parts.watched == [one.id for one in MARKETS]
    assert not any(map(resuming.question, MARKETS))


def test_minutes_that_cannot_be_audited_are_told_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_: Market) -> None:
        raise Unavailable("the exchange", "away")

    monkeypatch.setattr(carefully, "FIRST_PAUSE", 0.0)
    parts = Parts()
    told = KeptIncidents(cast("Any", parts), {}, parts)
    rounds = Filling(
        cast("Any", parts), cast("AuditMinutes", away), told, cast("Any", parts), Resuming(),
        parts.watch,
    )  # fmt: skip
    for seconds in (0.0, 60.0, 0.0):  # at once, not yet, and again
        monkeypatch.setattr(filling, "AUDIT_SECONDS", seconds)
        rounds._round(Event())
    assert [one.what for one in parts.kept] == ["not_filled"] * len(MARKETS)


def a_report(number: int) -> Report:
    return Report(What.LOST, first=number)


def test_so_many_incidents_are_kept_at_once() -> None:
    parts = Parts()
    told = KeptIncidents(parts, {}, parts)  # type: ignore[arg-type]  # nobody reads them
    for number in range(AT_ONCE + 1):
        told.tell(a_report(number))

    assert told.keep()
    assert len(parts.kept) == AT_ONCE
    assert not told.keep()
    assert [one.first for one in parts.kept] == [*range(AT_ONCE + 1)]


def test_one_that_makes_room_for_another_while_it_is_kept_takes_no_other_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(incidents, "MOST", 2)
    parts = Parts()
    told = KeptIncidents(parts, {}, parts)  # type: ignore[arg-type]  # nobody reads them
    told.tell(a_report(0))
    told.tell(a_report(1))

    def once() -> None:
        parts.meanwhile = lambda: None
        told.tell(a_report(2))

    parts.meanwhile = once
    told.keep()
    assert [one.first for one in parts.kept] == [0, 1, 2]
