"""How fast a batch of events is decoded and validated, beside marshmallow asking the same."""

import json
from collections.abc import Callable, Iterator
from statistics import median
from time import process_time

from adapters.events.formats.body_formats import BodyFormats
from benchmarks.events import peer_marshmallow
from benchmarks.figures import Figure, Options

BATCH = 500
BYTES = 300
ROUNDS = 15
BAR = 20
HEADERS = {"content-type": "application/json"}


def run(options: Options) -> Iterator[Figure]:
    """Take turns; each side is charged the CPU time of its own process."""
    ours, body = BodyFormats(), _batch()
    events = ours.read(body, HEADERS)
    if list(events) != peer_marshmallow.read(body):
        raise RuntimeError("the two read different events")
    rounds = [
        (
            _events_a_second(lambda: ours.read(body, HEADERS), 4),
            _events_a_second(lambda: peer_marshmallow.read(body), 1),
        )
        for _ in range(options.rounds or ROUNDS)
    ]
    mine, theirs = (median(side) for side in zip(*rounds, strict=True))
    ratio = median(one / other for one, other in rounds)
    yield Figure(
        name="decoding",
        says=f"{mine:,.0f} events/s, marshmallow {theirs:,.0f}/s: {ratio:.1f} times",
        bar=f"{BAR} times",
        passed=ratio >= BAR,
        numbers={"rounds": rounds, "ratio": ratio, "bytes": len(body) / BATCH},
    )


def _batch() -> bytes:
    return b"[" + b",".join(_event(number) for number in range(BATCH)) + b"]"


def _event(number: int) -> bytes:
    told = {
        "id": f"order-{number:08}",
        "source": "shop/checkout",
        "type": "order.placed",
        "occurred_at": "2026-11-21T10:00:00.123Z",
        "key": f"order-{number}",
        "subject": f"customer-{number % 97}",
        "data": {
            "amount": 1250,
            "currency": "EUR",
            "lines": [{"sku": "A-1", "quantity": 2}, {"sku": "B-7", "quantity": 1}],
            "note": "",
        },
    }
    text = json.dumps(told, separators=(",", ":"))
    return text.replace('"note":""', f'"note":"{"x" * (BYTES - len(text))}"').encode()


def _events_a_second(read: Callable[[], object], times: int) -> float:
    began = process_time()
    for _ in range(times):
        read()
    return times * BATCH / (process_time() - began)
