"""Work for markets that may go wrong, and is left alone for a while then."""

import time
from collections.abc import Callable, Sequence

import structlog

from application.errors import ApplicationError, TooMany, Unavailable
from application.ticks.feed import Banned
from application.ticks.leading import Leading
from application.ticks.reports import Report, Reporter, What
from domain.ticks.errors import NotTheLeader
from domain.ticks.market import Market, MarketId

FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
log = structlog.get_logger()


class Carefully:
    """Each market has its own pauses; work that is for none has some, too."""

    def __init__(self, leading: Leading, reporter: Reporter) -> None:
        self._leading, self._reporter = leading, reporter
        self._troubled: set[MarketId | None] = set()
        self._pauses: dict[MarketId | None, float] = {}
        self._rests: dict[MarketId | None, float] = {}

    def __call__(self, work: Callable[..., float], *markets: Market) -> float:
        """Do it; return for how many seconds to wait before there is more to do, or 0."""
        named = {"symbols": [one.symbol for one in markets]}
        if (left := self._rests.get(_of(markets), 0.0) - time.monotonic()) > 0:
            return left
        try:
            return work(*markets)
        except TooMany as error:
            log.warning("ticks_history_waits", seconds=error.retry_after, **named)
            if isinstance(error, Banned):
                self._tell(error, *markets)
            return float(error.retry_after)
        except Unavailable as error:
            log.warning("ticks_history_away", error=str(error), **named)
            self._tell(error, *markets)
            return self._rest(*markets)
        except NotTheLeader:
            for market in markets:
                self._leading.lost(market)
            return 0.0
        except Exception:  # a thread that ended would fill no hole while trades are collected
            log.exception("ticks_filling_failed", **named)
            return self._rest(*markets)

    def longer(self, *markets: Market) -> float:
        """Return a pause of a market that doubles each time, until all goes well."""
        of = _of(markets)
        pause = self._pauses.get(of, FIRST_PAUSE)
        self._pauses[of] = min(pause * 2, LONGEST_PAUSE)
        return pause

    def well(self, market: Market) -> None:
        self._pauses.pop(market.id, None)
        self._troubled.discard(market.id)

    def _tell(self, error: ApplicationError, *markets: Market) -> None:
        """Tell it once of each market, until all goes well there."""
        for market in markets:
            if market.id not in self._troubled:
                self._troubled.add(market.id)
                name = (market.symbol, market.feed)
                self._reporter.tell(Report(What.NOT_FILLED, name, str(error)))

    def _rest(self, *markets: Market) -> float:
        """Leave a market alone for a while, whoever else has more to do."""
        pause = self.longer(*markets)
        self._rests[_of(markets)] = time.monotonic() + pause
        return pause


def _of(markets: Sequence[Market]) -> MarketId | None:
    return markets[0].id if markets else None
