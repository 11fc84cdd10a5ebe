"""Trades to try things with."""

from domain.ticks.trade import Trade

START = 1_617_566_580_000_000
"""2021-04-04T20:03:00Z in microseconds."""


def a_trade(number: int, time: int = 0, price: int = 100, *, first: int | None = None) -> Trade:
    """Return a trade that stands for one of the exchange's, `time` microseconds after START."""
    stands_for = number if first is None else first
    return Trade(number, START + time, price, 10, stands_for, stands_for, 0, START + time)
