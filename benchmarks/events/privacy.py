"""Personal data found and left, beside Presidio on the same rows with the same scorer."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from statistics import median
from time import process_time

from benchmarks.events.peer_presidio import Presidio
from benchmarks.events.personal_data.drawn import rows as seventh
from benchmarks.events.personal_data.fresh import fifth, fourth
from benchmarks.events.personal_data.held_out.rows import rows as held_out
from benchmarks.events.personal_data.outside import rows as sixth
from benchmarks.events.personal_data.rows import rows
from benchmarks.events.personal_data.scoring import Score, scored
from benchmarks.figures import Figure, Options, skipped
from domain.events.json_value import JsonValue
from domain.events.privacy import redact
from domain.privacy import find

RECALL, PRECISION, TIMES = 0.995, 0.97, 10
CLEAN_BAR, DIRTY_BAR = 25, 300
"""Microseconds."""
CLEAN: JsonValue = {
    "id": "A-10023",
    "type": "order.note",
    "note": (
        "Anh ơi cho em hỏi đơn hàng hôm qua đã gửi đi chưa ạ, em cần trước thứ bảy tuần này vì "
        "cuối tuần em đi công tác Đà Nẵng. Nếu chưa gửi thì đổi giúp em sang áo màu đen size M, "
        "tổng vẫn 250.000đ đúng không shop, cảm ơn shop nhiều lắm nha."
    ),
}
DIRTY = (
    "Hi, my name is Anna and my email is anna.nguyen@example.com, phone +84 912 345 678, "
    "card 4111 1111 1111 1111, please ship to the same place as last time ok"
)
HARMLESS = (
    "The package left the warehouse this morning and should arrive at the depot tomorrow; if it "
    "does not, please look at the page of the order and tell us its number soon"
)
BUSINESS = (
    "Contact the office on (415) 555-0132 or write to sales@example.org, the account is DE89 3704 "
    "0044 0532 0130 00 and the server that you asked about was 192.168.10.7"
)
MESSAGES = (DIRTY, HARMLESS, BUSINESS)
"""160 characters each, more or less."""
FRESH = {
    "first": fourth.rows,
    "second": fifth.rows,
    "third": sixth.rows,
    "fourth": seventh.rows,
}
ROUNDS, CALLS = 5, 600


def run(options: Options) -> Iterator[Figure]:
    made = rows()
    ours = scored(made, _ours)
    yield _quality("privacy", ours, ours.recall >= RECALL and ours.precision >= PRECISION)
    other = scored(held_out(), _ours)
    yield _quality(
        "privacy: held out", other, other.recall >= RECALL and other.precision >= PRECISION
    )
    for name, fresh in FRESH.items():
        seen = scored(fresh(), _ours)
        passed = seen.recall >= RECALL and seen.precision >= PRECISION
        yield _quality(f"privacy: {name} fresh set", seen, passed)
    yield from _speed(options.rounds or ROUNDS)
    try:
        peer = Presidio.ready()
    except ImportError as missing:
        yield skipped("privacy beside Presidio", f"{missing.name} is not installed")
        return
    yield _quality("privacy: Presidio", scored(made, peer.redact), None)
    yield _beside(peer, options.rounds or ROUNDS)


def _ours(value: JsonValue) -> tuple[JsonValue, Mapping[str, int]]:
    redacted = redact(value)
    return redacted.value, redacted.counts


def _quality(name: str, score: Score, passed: bool | None) -> Figure:  # noqa: FBT001 - a verdict, as Figure takes it
    return Figure(
        name=name,
        says=f"recall {score.recall:.2%} of {score.wanted}, precision {score.precision:.2%}",
        bar=f"{RECALL:.1%}, {PRECISION:.0%}" if passed is not None else "",
        passed=passed,
        numbers={"recall": score.recall, "precision": score.precision, "wrong": score.wrong},
        table=[*_kinds(score), *_missed(score)],
    )


def _kinds(score: Score) -> Iterator[str]:
    for kind in score.by_kind:
        right, wanted, wrong = score.of_kind(kind)
        yield f"{kind or 'nothing'}: {right} of {wanted} right, {wrong} taken for something else"


def _missed(score: Score) -> Iterator[str]:
    for shape, times in score.by_shape().most_common(30):
        yield f"missed {times} {shape}"


def _speed(rounds: int) -> Iterator[Figure]:
    for name, call, bar in (
        ("privacy: clean event", lambda: redact(CLEAN), CLEAN_BAR),
        ("privacy: three findings", lambda: find(DIRTY), DIRTY_BAR),
    ):
        took = [_cpu(call, CALLS) for _ in range(rounds)]
        us = median(took)
        says = f"{us:.0f} us of CPU ({min(took):.0f} to {max(took):.0f}, {rounds} rounds)"
        numbers = {"us": took}
        yield Figure(name=name, says=says, bar=f"{bar} us", passed=us <= bar, numbers=numbers)


def _beside(peer: Presidio, rounds: int) -> Figure:
    """Time both on the same messages in turns."""
    pairs = [(_pace(find, CALLS), _pace(peer.redact, CALLS // 30)) for _ in range(rounds)]
    times = median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (median(one) for one in zip(*pairs, strict=True))
    return Figure(
        name="privacy beside Presidio",
        says=f"{ours:,.0f} messages/s of CPU, Presidio {theirs:,.0f}: {times:.0f} times",
        bar=f"{TIMES} times",
        passed=times >= TIMES,
        numbers={"pairs": pairs},
    )


def _pace(call: Callable[[str], object], calls: int) -> float:
    """Return messages a second."""
    return len(MESSAGES) * 1e6 / sum(_cpu(partial(call, text), calls) for text in MESSAGES)


def _cpu(call: Callable[[], object], calls: int) -> float:
    """Return the microseconds of processor time that a call takes: others' work does not count."""
    began = process_time()
    for _ in range(calls):
        call()
    return 1e6 * (process_time() - began) / calls
