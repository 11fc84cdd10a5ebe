"""What an exchange says of a market itself: whether it trades, and in what steps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.ticks.amounts import written

TRADING: Final = "TRADING"
NOT_LISTED: Final = "NOT_LISTED"
"""Our own word for a market that the exchange does not know, or knows no longer."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`status` is the exchange's own word, such as TRADING, HALT, BREAK or CANCEL_ONLY.

    `tick_size` is the step of prices in 10^-8, None where it is not told. `told_at` is in
    microseconds since 1970.
    """

    status: str
    tick_size: int | None = None
    told_at: int = 0

    def changes(self, before: "Standing | None") -> Iterator[tuple[str, str]]:
        """Give what changed, `status` or `tick_size`, and a sentence that says how.

        A market that trades and was not known before has changed nothing.
        """
        status = TRADING if before is None else before.status
        if self.status != status:
            yield "status", f"it was {status} and is {self.status}"
        if before is None or None in {before.tick_size, self.tick_size}:
            return
        if self.tick_size != before.tick_size:
            was, now = (written(one or 0) for one in (before.tick_size, self.tick_size))
            yield "tick_size", f"prices went in steps of {was} and go in steps of {now}"
