"""What limits need from the outside world."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from application.errors import TooMany, Unavailable
from domain.events.limits.allowance import Allowance
from domain.events.limits.policy import Policy
from domain.events.limits.tail import Tail
from domain.ids import OrganisationId


class BucketId(NamedTuple):
    """`name` is a source's id, or empty for what all sources without a rate of their own share."""

    organisation_id: OrganisationId
    name: str

    @property
    def named(self) -> str:
        return self.name or "organisation"


class Spend(NamedTuple):
    """Nanoseconds, as `Policy` counts them."""

    cost: int
    depth: int


@dataclass(frozen=True, slots=True)
class Taken:
    """`levels` are those after, or those that are in the way; never lower than they were before."""

    fits: bool
    levels: Mapping[BucketId, int]


class Buckets(Protocol):
    """Levels that every process takes from."""

    def take(self, wanted: Mapping[BucketId, Spend], now: int) -> Taken:
        """Take from all of these, or from none when one has too little room."""


class OwnRate(NamedTuple):
    bucket: BucketId
    policy: Policy


class OwnRates(Protocol):
    def own_rates(self, organisation_id: OrganisationId) -> Mapping[str, OwnRate]:
        """Return those of the sources, by name, that have a rate of their own."""


class TailReader(Protocol):
    def tail(self) -> Tail: ...


class RateLimited(TooMany):
    """Nothing of the request was kept."""

    code = "rate_limited"

    def __init__(self, detail: str, retry_after: int, allowances: tuple[Allowance, ...]) -> None:
        self.allowances = allowances
        super().__init__(detail, retry_after)


class Overloaded(Unavailable):
    code = "overloaded"
