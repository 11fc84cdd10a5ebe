"""How backfills say no."""

from domain.errors import Invalid, NotFound


class BackfillMalformed(Invalid):
    code = "backfill_malformed"


class BackfillNotFound(NotFound):
    code = "backfill_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such backfill of this market")


class BackfillForgotten(Invalid):
    """Trades of that age were forgotten here: what is filled in would be kept by nobody."""

    code = "backfill_forgotten"

    def __init__(self, oldest: str) -> None:
        super().__init__(f"older trades are kept no longer: a backfill begins at {oldest} or later")


class BackfillApart(Invalid):
    """Between it and what is held there would be a hole that nobody asked to have filled."""

    code = "backfill_apart"

    def __init__(self, held: int | None) -> None:
        from_there = "nothing is held yet" if held is None else f"trades are held from {held} on"
        super().__init__(f"a backfill reaches what is held: {from_there}")
