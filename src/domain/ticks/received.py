"""What came at once, against what was there: what is new, and what was told before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import lt
from typing import Self

from domain.ticks.columns import ids_of
from domain.ticks.trade import BY_ID, Trade


@dataclass(frozen=True, slots=True)
class Received:
    """`new` are by id, one of each; `held` counts those that were told before and say the same.

    `conflicts` have an id that was told before and say another thing: the first one stays.
    """

    new: Sequence[Trade]
    held: int
    conflicts: Sequence[Trade]

    @classmethod
    def of(cls, trades: Sequence[Trade], there: Mapping[int, Trade | None]) -> Self:
        """Sort trades out; `there` has what is held by id, or None where it is held no longer."""
        came = trades if _is_each_once_by_id(trades) else sorted(trades, key=BY_ID)
        if not there and (came is trades or _is_each_once_by_id(came)):
            return cls(came, 0, ())
        first, held, conflicts = dict(there), 0, list[Trade]()
        new = list[Trade]()
        for trade in came:
            if trade.id not in first:
                first[trade.id] = trade
                new.append(trade)
            elif (before := first[trade.id]) is None or trade.same_as(before):
                held += 1
            else:
                conflicts.append(trade)
        return cls(new, held, conflicts)


def _is_each_once_by_id(trades: Sequence[Trade]) -> bool:
    ids = ids_of(trades)
    return all(map(lt, ids, islice(ids, 1, None)))
