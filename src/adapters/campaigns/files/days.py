"""Days out of bytes, many at once: `2019-10-04`, as ISO 8601 writes them, and nothing else."""

from datetime import date

import numpy as np

from adapters.campaigns.files.digits import Ints
from adapters.campaigns.files.marks import Bytes, Flags

LENGTH = 10
NINE, MONTHS = 9, 12
DASHES, DIGITS = [4, 7], [0, 1, 2, 3, 5, 6, 8, 9]
EPOCH = date(1970, 1, 1).toordinal()


def days_of(given: Bytes, starts: Ints, ends: Ints, latest: date) -> tuple[Ints, Flags]:
    """Return what stands in bytes start to end as numbers of days, and whether it is one.

    1 January of year 1 is 1, as `date.toordinal` has it. What is later than the latest is none.
    """
    days = np.zeros(len(starts), np.int64)
    fine: Flags = ends - starts == LENGTH
    written = given[starts[fine][:, None] + np.arange(LENGTH)]
    digits = written[:, DIGITS].astype(np.int64) - ord("0")
    is_day = (written[:, DASHES] == ord("-")).all(1) & ((digits >= 0) & (digits <= NINE)).all(1)
    year = digits[:, :4] @ [1_000, 100, 10, 1]
    month, day = digits[:, 4:6] @ [10, 1], digits[:, 6:] @ [10, 1]
    is_day &= (year > 0) & (month > 0) & (month <= MONTHS) & (day > 0)
    months = np.where(is_day, (year - 1970) * 12 + month - 1, 0).astype("datetime64[M]")
    told = months.astype("datetime64[D]") + np.where(is_day, day - 1, 0)
    is_day &= told.astype("datetime64[M]") == months  # or the month has fewer days
    told = told.astype(np.int64) + EPOCH
    is_day &= told <= latest.toordinal()
    days[fine] = told
    fine[fine] = is_day
    return days, fine
