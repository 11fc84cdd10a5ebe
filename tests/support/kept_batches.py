"""What is kept, and a batch that changes every table of it."""

from domain.ticks.moments import MINUTE, SECOND
from support.trades import a_trade

KEPT = [a_trade(1), a_trade(3, 5), a_trade(5, MINUTE), a_trade(9, MINUTE + 3)]
BATCH = [
    a_trade(2, 3),
    a_trade(3, 5),
    a_trade(4, 6, 70),
    a_trade(6, MINUTE + 1),
    a_trade(7, 2 * MINUTE),
    a_trade(10, 2 * MINUTE + SECOND),
]
