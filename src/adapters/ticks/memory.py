"""Markets and their trades in dictionaries, held to the same contract as the databases."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from adapters.clock import SystemClock
from adapters.database.memory import MemoryDatabase
from adapters.ticks.packing import packed
from application.clock import Clock
from application.service import service
from application.ticks.ports import Fence, Kept
from domain.ticks.absence import Absence
from domain.ticks.columns import columns, ids_of, in_time
from domain.ticks.errors import MarketNotFound, NotTheLeader
from domain.ticks.lead import Lead
from domain.ticks.market import Feed, Market, MarketId
from domain.ticks.moments import MINUTE, SECOND, microseconds
from domain.ticks.ranges import Growing, Moment, Range, closes_in, ranges_in
from domain.ticks.received import Received
from domain.ticks.spans import Span, joined, spans_in
from domain.ticks.standing import Standing
from domain.ticks.trade import Trade

BOOKS = "tick_books"


@dataclass(slots=True)
class Book:
    """All of one market; it is changed in place, under the database's lock, once nothing can fail.

    To copy it for each batch would take longer the more is in it.
    """

    market: Market
    lead: Lead = field(default_factory=Lead)
    trades: dict[int, Trade] = field(default_factory=dict)
    seconds: dict[int, Moment] = field(default_factory=dict)
    minutes: dict[int, Growing] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    forgotten: int = -1
    absent: Sequence[Absence] = ()
    corrected_at: int = 0

    def take(self, new: Sequence[Trade]) -> None:
        self.trades.update((trade.id, trade) for trade in new)
        told = columns(new)
        for second, close in closes_in(in_time(told)).items():
            self.seconds[second] = max(close, self.seconds.get(second, close))
        for start, made in ranges_in(in_time(told), MINUTE).items():
            if (there := self.minutes.setdefault(start, made)) is not made:
                there.merge(made)
        self.spans = list(joined([*self.spans, *spans_in(told)]))


@service
class InMemoryMarkets:
    database: MemoryDatabase

    def opened(self, symbol: str, feed: Feed) -> Market:
        with self.database.writing() as work:
            books = work.table(BOOKS)
            for book in books.values():
                if (book.market.symbol, book.market.feed) == (symbol, feed):
                    held: Market = book.market
                    return held
            market = Market(MarketId(len(books) + 1), symbol, feed)
            books[market.id] = Book(market)
            work.commit()
        return market

    def all(self) -> Sequence[Market]:
        markets = [book.market for book in self.database.rows(BOOKS).values()]
        return sorted(markets, key=lambda one: (one.symbol, one.feed))

    def stand(self, market: MarketId, standing: Standing) -> None:
        with self.database.lock:
            book = book_of(self.database, market)
            book.market = replace(book.market, standing=standing)

    def find(self, symbol: str, feed: Feed | None = None) -> Market | None:
        fits = [one for one in self.all() if one.symbol == symbol and feed in {None, one.feed}]
        return fits[0] if fits else None  # "aggTrade" stands before "trade"


@service
class InMemoryLeadership:
    database: MemoryDatabase
    clock: Clock = field(default_factory=SystemClock)

    def lead(self, market: MarketId, holder: str, seconds: float) -> Fence | None:
        with self.database.lock:
            book, now = book_of(self.database, market), microseconds(self.clock.now())
            taken = book.lead.taken(holder, now, now + round(seconds * SECOND))
            book.lead = taken or book.lead
        return None if taken is None else Fence(taken.fence)

    def resign(self, market: MarketId, holder: str) -> None:
        with self.database.lock:
            book = book_of(self.database, market)
            book.lead = book.lead.resigned(holder)


@service
class InMemoryKeptTrades:
    database: MemoryDatabase
    clock: Clock = field(default_factory=SystemClock)

    def keep(self, market: MarketId, trades: Sequence[Trade], fence: Fence) -> Kept:
        with self.database.lock:
            book = led_book(self.database, market, fence)
            received = Received.of(trades, _there(book, trades))
            if received.new:
                packed(market, columns(received.new))  # it refuses what no row could hold
                if book.spans and book.spans[-1].last > min(ids_of(received.new)):
                    book.corrected_at = microseconds(self.clock.now())
                book.take(received.new)
        return Kept(len(received.new), received.held, received.conflicts)

    def heard(self, market: MarketId, until: int, fence: Fence) -> None:
        with self.database.lock:
            book = led_book(self.database, market, fence)
            if book.spans:
                last = book.spans[-1]
                book.spans[-1] = replace(last, heard=max(last.heard, until))


@service
class InMemoryAskedTrades:
    database: MemoryDatabase

    def newest(self, market: MarketId) -> Trade | None:
        with self.database.lock:
            trades = book_of(self.database, market).trades
            return trades[max(trades)] if trades else None

    def last_before(self, market: MarketId, second: int) -> Trade | None:
        with self.database.lock:
            book = book_of(self.database, market)
            seconds = sorted(book.seconds)
            before = bisect_left(seconds, -(-second // SECOND))
            return book.trades[book.seconds[seconds[before - 1]][1]] if before else None

    def ranges(self, market: MarketId, since: int, until: int, limit: int) -> Sequence[Range]:
        with self.database.lock:
            held = book_of(self.database, market).minutes
            starts = sorted(start for start in held if since <= start < until)
            return [held[start].as_range() for start in starts[:limit]]

    def trades(self, market: MarketId, first: int, limit: int) -> Sequence[Trade]:
        with self.database.lock:
            book = book_of(self.database, market)
            start = max(first, book.forgotten + 1)
            ids = sorted(number for number in book.trades if number >= start)
            return [book.trades[number] for number in ids[:limit]]

    def spans(self, market: MarketId) -> Sequence[Span]:
        with self.database.lock:
            return list(book_of(self.database, market).spans)

    def corrected_at(self, market: MarketId) -> int:
        return book_of(self.database, market).corrected_at


def _there(book: Book, trades: Sequence[Trade]) -> dict[int, Trade | None]:
    there: dict[int, Trade | None] = {}
    for trade in trades:
        if trade.id in book.trades:
            there[trade.id] = book.trades[trade.id]
        elif trade.id <= book.forgotten and _spanned(book.spans, trade.id):
            there[trade.id] = None
    return there


def _spanned(spans: Sequence[Span], number: int) -> bool:
    return any(span.first <= number <= span.last for span in spans)


def led_book(database: MemoryDatabase, market: MarketId, fence: Fence) -> Book:
    book = book_of(database, market)
    if fence < book.lead.fence:
        raise NotTheLeader
    return book


def book_of(database: MemoryDatabase, market: MarketId) -> Book:
    book: Book | None = database.rows(BOOKS).get(market)
    if book is None:
        raise MarketNotFound
    return book
