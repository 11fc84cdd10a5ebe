"""What went wrong with a market, and was not lost for that: told once, and kept."""

from dataclasses import dataclass
from typing import Final, NewType

from domain.ticks.market import MarketId

IncidentNumber = NewType("IncidentNumber", int)
RAW_BYTES: Final = 4_096
DETAIL_CHARACTERS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Incident:
    """`what` is a stable word, such as `conflict`; `first` to `last` are ids of trades.

    `at` is in microseconds since 1970. `raw` is what came, and is cut after RAW_BYTES; `size` says
    how many bytes it had. A market is unknown where what came could not be read.
    """

    what: str
    at: int
    market: MarketId | None = None
    detail: str = ""
    first: int | None = None
    last: int | None = None
    raw: bytes = b""
    size: int = 0

    def bounded(self) -> "Incident":
        """Return it as it is kept: whoever floods us with frames fills no disk with them."""
        return Incident(
            self.what,
            self.at,
            self.market,
            self.detail.replace("\0", "\N{REPLACEMENT CHARACTER}")[:DETAIL_CHARACTERS],
            self.first,
            self.last,
            self.raw[:RAW_BYTES],
            max(self.size, len(self.raw)),
        )
