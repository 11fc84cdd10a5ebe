"""Which cells are covered by another that they are merged with."""

from collections.abc import Iterable, Sequence

Corner = tuple[int, int]
MOST_ROWS = 10_000
"""A taller range is somebody's whole column: its first rows are what matters."""


class Covered:
    """Places by row, both counted from 0; ranges reach no further right than the sheet."""

    def __init__(self, ranges: Iterable[tuple[Corner, Corner]], width: int) -> None:
        self._places: dict[int, list[int]] = {}
        for (top, left), (bottom, right) in ranges:
            for row in range(top, min(bottom, top + MOST_ROWS) + 1):
                places = [
                    at for at in range(left, min(right, width) + 1) if (row, at) != (top, left)
                ]
                self._places.setdefault(row, []).extend(places)

    def at(self, row: int) -> Sequence[int]:
        return self._places.get(row, ())
