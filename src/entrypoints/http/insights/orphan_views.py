"""How orphans look, and which answers would be otherwise without them."""

from __future__ import annotations

from datetime import datetime

import msgspec

from domain.insights.plan import Plan


class AsIfView(msgspec.Struct):
    as_if_kept: int
    as_if_dropped: int


class AsIfCellView(AsIfView):
    """A cell of the product matrix; without a product where the month has none."""

    customer_type: str
    product: str | None


class SeenOfCustomer(msgspec.Struct):
    interactions: int
    last_interaction: datetime | None


class AsIfSummaryView(msgspec.Struct):
    customer_id: int
    as_if_kept: SeenOfCustomer
    as_if_dropped: SeenOfCustomer


class AsIfAnswersView(msgspec.Struct):
    """Answers that would differ, as they count this file: the first 50, and how many there are."""

    interactions: AsIfView
    product_interactions: list[AsIfCellView]
    product_interactions_changed: int
    summaries: list[AsIfSummaryView]
    summaries_changed: int


class OrphansView(msgspec.Struct):
    """Customers of interactions who are in no table; kept, unless that is decided otherwise.

    The next two compare how many interactions there are with and without theirs, and `answers` what
    would be answered; null where there are none.
    """

    customers: int
    ids: list[int]
    interactions: int
    as_if_kept: int
    as_if_dropped: int
    answers: AsIfAnswersView | None = None

    @classmethod
    def of(cls, plan: Plan) -> OrphansView:
        told = msgspec.convert(plan.orphans, cls) if plan.orphans else cls(0, [], 0, 0, 0)
        return told if told.customers else msgspec.structs.replace(told, answers=None)
