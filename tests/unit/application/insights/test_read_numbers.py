"""Numbers of one snapshot, whatever is taken in while they are counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pytest

from application.errors import Unavailable
from application.insights.read_numbers import TRIES, ReadNumbers
from domain.access import Level
from domain.ids import OrganisationId
from domain.insights.facts import Tally
from support.people import ADA


class Allowed:
    def level(self, by: object, id: object) -> Level:
        return Level.VIEW


@dataclass(slots=True)
class Overtaken:
    """Numbers of which `times` imports are taken in just after they were counted."""

    times: int
    taken: int = 0

    def by_type(
        self, organisation_id: OrganisationId, since: datetime | None, until: datetime | None
    ) -> Sequence[Tally]:
        counted = [Tally("Red", "Salt", self.taken)]
        self.taken += self.taken < self.times
        return counted

    def snapshot(self, organisation_id: OrganisationId) -> int:
        return self.taken


def test_a_matrix_is_of_the_snapshot_that_it_names() -> None:
    matrix = ReadNumbers(Allowed(), Overtaken(2)).by_type(ADA, None, None)  # type: ignore[arg-type]
    assert (matrix.total, matrix.snapshot) == (2, 2)


def test_numbers_that_never_rest_are_not_told() -> None:
    with pytest.raises(Unavailable):
        ReadNumbers(Allowed(), Overtaken(TRIES)).by_type(ADA, None, None)  # type: ignore[arg-type]
