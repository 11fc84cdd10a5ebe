"""Say whether so many events may come now, before any of them is looked at."""

from collections import Counter
from collections.abc import Mapping, Sequence

from application.events.limits.ports import (
    BucketId,
    Buckets,
    OwnRate,
    OwnRates,
    RateLimited,
    Spend,
)
from application.events.limits.pressure import Pressure
from application.events.limits.slices import Slices
from application.service import service
from domain.events.limits.allowance import Allowance
from domain.events.limits.policy import SECOND, Policy
from domain.ids import OrganisationId
from domain.principal import Principal

Wanted = Sequence[tuple[OwnRate, int]]


@service
class AdmitEvents:
    """`standard` is what all sources of an organisation share that have no rate of their own."""

    pressure: Pressure
    rates: OwnRates
    standard: Policy
    slices: Slices
    buckets: Buckets

    def __call__(self, by: Principal, numbers: Mapping[str, int]) -> tuple[Allowance, ...]:
        """Take as many events as each source sends, all or none; returns what is left.

        Raises Overloaded, RateLimited.
        """
        self.pressure.check()
        wanted = self._wanted(by.organisation_id, numbers)
        for rate, events in wanted:
            if events > rate.policy.quota:
                raise _never(rate, events, self.slices.now())
        if len(wanted) == 1:
            return (self._from_one(*wanted[0]),)
        return self._from_all(wanted) if wanted else ()

    def _wanted(self, organisation_id: OrganisationId, numbers: Mapping[str, int]) -> Wanted:
        own = self.rates.own_rates(organisation_id)
        shared = OwnRate(BucketId(organisation_id, ""), self.standard)
        if not own:
            return [(shared, sum(numbers.values()))]
        sums: Counter[OwnRate] = Counter()
        for source, number in numbers.items():
            sums[own.get(source, shared)] += number
        return sorted(sums.items())

    def _from_one(self, rate: OwnRate, events: int) -> Allowance:
        fits, left, wait = self.slices.take(rate.bucket, rate.policy, events)
        if not fits:
            raise _refused(rate.policy, wait, (left,))
        return left

    def _from_all(self, wanted: Wanted) -> tuple[Allowance, ...]:
        """Without taking in advance: this is one transaction over several buckets."""
        now = self.slices.now()
        spent = {one.bucket: Spend(one.policy.cost(n), one.policy.depth) for one, n in wanted}
        taken = self.buckets.take(spent, now)
        left = tuple(
            Allowance.of(one.bucket.named, one.policy, taken.levels[one.bucket], now)
            for one, _ in wanted
        )
        if taken.fits:
            return left
        waits = [(one.policy.wait(taken.levels[one.bucket], now, n), one) for one, n in wanted]
        longest, slowest = max(waits)
        raise _refused(slowest.policy, longest, left)


def _never(rate: OwnRate, events: int, now: int) -> RateLimited:
    policy = rate.policy
    left = Allowance.of(rate.bucket.named, policy, now, now)
    says = f"{events} events are more than the {policy.quota} that may come at once: send fewer"
    return RateLimited(says, policy.window, (left,))


def _refused(policy: Policy, wait: int, left: tuple[Allowance, ...]) -> RateLimited:
    says = f"{policy.per_second} events a second may come: wait, or send fewer at once"
    return RateLimited(says, max(1, -(-wait // SECOND)), left)
