"""Taking in advance is never taking more, whatever the processes do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from adapters.database.memory import MemoryDatabase
from adapters.events.limits.memory import InMemoryBuckets
from application.events.limits.ports import BucketId, Spend, Taken
from application.events.limits.slices import Slices
from domain.events.limits.policy import HOLD, SECOND, Policy
from support.people import ADA

BUCKET = BucketId(ADA.organisation_id, "")
START = 1_800_000_000 * SECOND
POLICY = Policy(2_000, 600)
STEPS = st.tuples(st.integers(0, 2), st.integers(0, HOLD // 3), st.integers(1, 60))


@dataclass(slots=True)
class Counted:
    """Buckets that count how often they were asked."""

    within: InMemoryBuckets = field(default_factory=lambda: InMemoryBuckets(MemoryDatabase()))
    asked: int = 0

    def take(self, wanted: Mapping[BucketId, Spend], now: int) -> Taken:
        self.asked += 1
        return self.within.take(wanted, now)


@given(st.lists(STEPS, min_size=20, max_size=80))
def test_in_no_span_of_time_is_more_spent_than_burst_and_rate_allow(
    steps: list[tuple[int, int, int]],
) -> None:
    buckets, now = Counted(), [START]
    processes = [Slices(buckets, lambda: now[0]) for _ in range(3)]
    spent: list[tuple[int, int]] = []
    for process, later, events in steps:
        now[0] += later
        if processes[process].take(BUCKET, POLICY, events)[0]:
            spent.append((now[0], events))
    for number, (begin, _) in enumerate(spent):
        total = 0
        for end, events in spent[number:]:
            total += events
            assert total * SECOND <= POLICY.burst * SECOND + POLICY.per_second * (end - begin)


def test_a_busy_process_asks_seldom_and_a_slow_one_takes_what_it_needs() -> None:
    buckets, now = Counted(), [START]
    busy = Slices(buckets, lambda: now[0])
    generous = Policy(100_000, 200_000)
    for _ in range(3_000):  # one second
        now[0] += SECOND // 3_000
        assert busy.take(BUCKET, generous, 1)[0]
    assert buckets.asked < 120
    now[0] += 10 * SECOND
    level = busy.take(BUCKET, generous, 1)[1]
    assert level.remaining == generous.quota - 1


def test_a_flood_is_refused_without_asking() -> None:
    buckets, now = Counted(), [START]
    flooded, policy = Slices(buckets, lambda: now[0]), Policy(1, 5)
    assert [flooded.take(BUCKET, policy, 1)[0] for _ in range(100)] == [True] * 5 + [False] * 95
    assert buckets.asked == 5
    now[0] += SECOND
    assert [flooded.take(BUCKET, policy, 1)[0] for _ in range(3)] == [True, False, False]


def test_what_is_left_and_when_to_come_again_is_told() -> None:
    now = [START]
    fits, left, wait = Slices(Counted(), lambda: now[0]).take(BUCKET, Policy(10, 20), 15)
    assert (fits, wait) == (True, SECOND)
    assert (left.quota, left.window, left.remaining, left.reset) == (20, 2, 5, 2)
