"""What streams are called: `btcusdt@aggTrade`."""

from functools import lru_cache

from application.ticks.feed import Name
from domain.ticks.errors import SymbolMalformed
from domain.ticks.market import Feed, symbol


def stream_of(name: Name) -> str:
    return f"{name[0].lower()}@{name[1]}"


def name_of(stream: object) -> Name | None:
    """Return the market that a stream is of; None for every other stream."""
    return _parsed(stream) if isinstance(stream, str) else None


@lru_cache(4_096)
def _parsed(stream: str) -> Name | None:
    told, _, kind = stream.partition("@")
    try:
        name = symbol(told), Feed(kind)
    except (SymbolMalformed, ValueError):
        return None
    return name if stream_of(name) == stream else None
