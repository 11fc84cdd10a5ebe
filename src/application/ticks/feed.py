"""What an exchange says: trades as they happen, and again when they are asked for by number."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from application.errors import TooMany
from domain.ticks.market import Feed
from domain.ticks.ranges import Range
from domain.ticks.standing import Standing
from domain.ticks.trade import Trade

Name = tuple[str, Feed]
"""A market as the exchange knows it: its symbol and which feed."""


class Banned(TooMany):
    """The exchange itself asks to be left alone: more than others behind this address may be."""

    code = "banned"


class Refused(NamedTuple):
    """A message that is no trade and nothing else that is known; `raw` is its first 4 KiB."""

    reason: str
    raw: bytes


class Control(NamedTuple):
    """A word about the connection: `shutdown`, `answer`, `error`, `connected` or `cut`.

    One that ends because of an `error` is `refused`, and not `cut`.
    """

    kind: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came from the exchange at once; trades stand in the order in which they came.

    `alive` are markets whose stream was alive, and when: what the exchange had told by then has
    come. In microseconds since 1970, of the exchange's clock.
    """

    trades: Mapping[Name, Sequence[Trade]] = field(default_factory=dict)
    refused: Sequence[Refused] = ()
    controls: Sequence[Control] = ()
    alive: Mapping[Name, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(map(len, self.trades.values())) + len(self.refused) + len(self.controls)


class TradeStream(Protocol):
    def follow(self, names: Collection[Name]) -> None:
        """Be connected for these markets from now on; with none, leave the exchange."""

    def take(self, seconds: float) -> Heard:
        """Return what came; wait at most so long for the first of it.

        Connections are lost and made again inside; a stream never raises for one.
        """

    def close(self) -> None:
        """Leave the exchange; what was not taken is not returned any more."""


class TradeHistory(Protocol):
    def since(self, name: Name, first: int, limit: int) -> Heard:
        """Return at most `limit` trades with ids from `first` on, in their order.

        The list is empty where the exchange has none. Raises Unavailable, TooMany where no more
        may be asked for a while, and of those Banned where the exchange says so.
        """

    def first_at(self, name: Name, time: int) -> int | None:
        """Return the id of the first trade made no earlier, None where there is none yet.

        `time` is in microseconds since 1970. Raises as `since`.
        """

    def minutes(self, name: Name, since: int, until: int) -> Sequence[Range]:
        """Return what the exchange itself says of minutes that begin in that time, in order.

        Their `count` is 0: it counts trades, and no aggregates. Raises as `since`.
        """

    def standing(self, name: Name) -> Standing:
        """Return what the exchange says of a market itself; raises as `since`.

        One that it does not know is NOT_LISTED.
        """

    def close(self) -> None:
        """Ask no more."""
