"""Arrays that grow at their end, while snapshots read what was there before."""

from typing import Any, TypeVar

import numpy as np

Cells = TypeVar("Cells", bound=np.ndarray[Any, Any])


def roomy(cells: Cells, rows: int) -> Cells:
    """Return it when it has so many rows, else a copy at least twice as long."""
    if rows <= len(cells):
        return cells
    longer = np.empty((max(rows, 2 * len(cells)), *cells.shape[1:]), cells.dtype)
    longer[: len(cells)] = cells
    return longer  # type: ignore[return-value]  # of the same type: numpy cannot say so
