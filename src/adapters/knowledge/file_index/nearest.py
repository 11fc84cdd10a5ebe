"""An exact scan: the rows of a matrix whose inner product with a query is greatest."""

import numpy as np
import numpy.typing as npt

NUMBER = np.float32
Numbers = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]
ROUNDING = 1e-5
"""More than two ways to add up 32-bit products differ by, for vectors of length one."""
LOWEST = float(np.finfo(NUMBER).min)
"""Nothing scores so low, but what is gone scores lower still."""
GROUP = 64
CHUNK = 4_096
ALONE = 400_000
"""Numbers that OpenBLAS multiplies in one thread; its others spin for work long afterwards."""


def products(matrix: Numbers, query: Numbers) -> Numbers:
    """Return each row's inner product with the query."""
    found = np.empty(len(matrix), NUMBER)
    step = max(1, ALONE // max(1, len(query)))
    for start in range(0, len(matrix), step):
        np.dot(matrix[start : start + step], query, out=found[start : start + step])
    return found


def nearest(scores: Numbers, limit: int) -> Places:
    """Return where the `limit` greatest are, with all that may belong there.

    Equal vectors may differ in their scores' last bits by where they stand in the matrix.
    """
    if limit >= len(scores):
        return np.flatnonzero(scores > -np.inf)
    return at_least(scores, greatest(scores, limit) - ROUNDING)


def greatest(scores: Numbers, limit: int) -> float:
    """Return the `limit`-th greatest, which so many groups' greatest are not above."""
    groups = len(scores) // GROUP
    if groups > limit:
        grouped = scores[: groups * GROUP].reshape(GROUP, groups).max(axis=0)
        scores = scores[scores >= np.partition(grouped, -limit)[-limit]]
    return float(np.partition(scores, -limit)[-limit])


def at_least(scores: Numbers, least: float) -> Places:
    """Return where they are so great, and not of what is gone."""
    return np.flatnonzero(scores >= max(least, LOWEST))


def exact(matrix: Numbers, rows: Places, query: Numbers) -> list[float]:
    """Score rows in 64 bits, each in the same order, so that equal vectors score equally."""
    wide = query.astype(np.float64)
    scores: list[float] = []
    for start in range(0, len(rows), CHUNK):
        scores += (matrix[rows[start : start + CHUNK]] * wide).sum(axis=1).tolist()
    return scores
