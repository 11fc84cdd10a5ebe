"""What a plan supposes of what nobody has decided yet."""

from collections.abc import Sequence
from dataclasses import replace

from domain.insights.dates import Order
from domain.insights.decision import DATE_ORDER, Decision


def supposed(decisions: Sequence[Decision]) -> Sequence[Decision]:
    """Return them with what is likely chosen, where nothing is yet."""
    return [one if one.choice else replace(one, choice=_likely(one)) for one in decisions]


def _likely(one: Decision) -> str | None:
    """Return what the plan supposes: what is proposed, and the day first where nothing is."""
    return one.proposal or (Order.DAY_FIRST if one.key == DATE_ORDER else None)
