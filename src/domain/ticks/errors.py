"""How ticks say no."""

from domain.errors import Conflict, Invalid, NotFound


class AmountMalformed(Invalid):
    code = "amount_malformed"

    def __init__(self) -> None:
        super().__init__("an amount is a decimal number above 0 with at most 8 decimals, as text")


class TimeMalformed(Invalid):
    """A moment is not in the unit that was declared; no other unit is guessed."""

    code = "time_malformed"


class TradeMalformed(Invalid):
    code = "trade_malformed"

    def __init__(self) -> None:
        super().__init__(
            "ids are below 2^40, and the last of an aggregate is none before its first"
        )


class SymbolMalformed(Invalid):
    code = "symbol_malformed"

    def __init__(self) -> None:
        super().__init__("a symbol is 2 to 20 letters and digits, such as BTCUSDT")


class IntervalUnknown(Invalid):
    code = "interval_unknown"

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__(f"ranges are kept for {', '.join(known)}")


class MarketNotFound(NotFound):
    code = "market_not_found"

    def __init__(self) -> None:
        super().__init__("no trades of this market are collected")


class NoTradeYet(NotFound):
    code = "no_trade_yet"

    def __init__(self) -> None:
        super().__init__("the market had no trade at that time yet")


class OutsideCoverage(NotFound):
    code = "outside_coverage"

    def __init__(self) -> None:
        super().__init__("trades of that time were not received, so its price is not known")


class PriceTooOld(NotFound):
    code = "price_too_old"

    def __init__(self, seconds: int) -> None:
        super().__init__(f"the last trade was made more than {seconds} s before")


class NotTheLeader(Conflict):
    """Another collector was chosen since; what this one brings is not kept."""

    code = "not_the_leader"

    def __init__(self) -> None:
        super().__init__("another collector keeps this market now")
