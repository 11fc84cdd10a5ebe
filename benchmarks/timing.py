"""How long calls take, one after another."""

from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
from typing import TypeVar

Asked = TypeVar("Asked")


def timed(call: Callable[[Asked], object], each: Iterable[Asked]) -> list[float]:
    """Return the milliseconds of each call."""
    took = []
    for one in each:
        began = perf_counter()
        call(one)
        took.append(1000 * (perf_counter() - began))
    return took


def percentile(took: Sequence[float], share: float) -> float:
    """Return the value that so large a share does not exceed (nearest rank)."""
    ranked = sorted(took)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def milliseconds(took: Sequence[float]) -> str:
    return f"p50 {percentile(took, 0.5):.1f} ms, p95 {percentile(took, 0.95):.1f} ms"
