"""Which of the exchange's hosts serves which question."""

from typing import Final
from urllib.parse import urlsplit

from domain.ticks.market import Feed

WITHOUT_FILLS: Final = frozenset({"data-api.binance.vision"})
"""They serve market data without a key, but no `historicalTrades`."""
WITH_FILLS: Final = "https://api.binance.com"


def rest_for(feed: Feed, rest: str) -> str:
    """Return the address, or one that serves single trades by number where it does not."""
    lacks = feed is Feed.TRADES and urlsplit(rest).hostname in WITHOUT_FILLS
    return WITH_FILLS if lacks else rest
