"""What Binance says of a symbol: `exchangeInfo`, and the code of one that it does not know."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from application.errors import Unavailable
from domain.ticks.amounts import amount
from domain.ticks.errors import AmountMalformed
from domain.ticks.standing import NOT_LISTED, Standing

NO_SUCH_SYMBOL: Final = -1121
LONGEST: Final = 40


class NoSuchMarket(Unavailable):
    code = "no_such_market"

    def __init__(self) -> None:
        super().__init__("the exchange", f"{NO_SUCH_SYMBOL}: it does not list this market")


class _Error(msgspec.Struct):
    code: int


def code_of(answer: bytes) -> int | None:
    """Return the code of a refusal; None where it has none."""
    try:
        return msgspec.json.decode(answer, type=_Error).code
    except (ValueError, RecursionError):
        return None


def standing_of(symbol: str, told: Mapping[str, Any]) -> Standing:
    """Read an answer; raises Unavailable where it is none."""
    listed = told.get("symbols")
    if not isinstance(listed, list):
        raise Unavailable("the exchange", "its answer is no list of markets")
    for one in listed:
        if isinstance(one, dict) and one.get("symbol") == symbol:
            status = one.get("status")
            if not isinstance(status, str) or not 0 < len(status) <= LONGEST:
                raise Unavailable("the exchange", "it does not say whether the market trades")
            return Standing(status.replace("\0", ""), _tick_size(one.get("filters")))
    return Standing(NOT_LISTED)


def _tick_size(filters: object) -> int | None:
    """Return the step of prices; None where there is none, which is written as 0."""
    rows = filters if isinstance(filters, list) else []
    for row in rows:
        if isinstance(row, dict) and row.get("filterType") == "PRICE_FILTER":
            try:
                return amount(row.get("tickSize"))[0]
            except AmountMalformed:
                return None
    return None
