"""When something happened, told by a clock that may be wrong."""

from datetime import datetime, timedelta
from typing import NamedTuple

FARTHEST_AHEAD = timedelta(hours=24)
LATE = timedelta(hours=24)
BOUND = timedelta(minutes=1)
"""A difference up to here is the way that the request took, and no wrong clock."""


class Timing(NamedTuple):
    """`skew` is how far the sender's clock is behind ours; None when it said no time."""

    occurred_at: datetime
    skew: timedelta | None
    late: bool

    @classmethod
    def of(
        cls, occurred: datetime | None, sent: datetime | None, received: datetime
    ) -> "Timing | None":
        """Correct `occurred` by the sender's clock; None when it is still over 24 h ahead.

        The way of Segment and Snowplow: what the sender's clock said as it sent is now.
        https://segment.com/docs/connections/spec/common/#timestamps
        """
        skew = None if sent is None else received - sent
        moment = received if occurred is None else occurred
        if occurred is not None and skew is not None and abs(skew) > BOUND:
            moment = _moved(occurred, skew)
        if moment - received > FARTHEST_AHEAD:
            return None
        return cls(moment, skew, received - moment > LATE)


def _moved(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:  # the year 1, or 9999: leave it as it was told
        return moment
