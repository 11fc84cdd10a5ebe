"""What rankings need from the outside world."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.campaigns.rankings.ranking import After, Filters, Missing, Neighbours, Standing
from domain.campaigns.rankings.revision import Fact, Revision, Said
from domain.campaigns.rankings.shrinkage import Prior
from domain.ids import OrganisationId


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page: `more` when others stand after it. With `neighbours` one for each who stands here.

    All of it is of one `snapshot`, a number that grows whenever published rows change. `prior` is
    what rates were shrunken by; None where they were not. `replaced` counts rows of the whole
    organisation that a later revision stands in the place of.
    """

    standings: Sequence[Standing]
    neighbours: Sequence[Neighbours]
    more: bool
    missing: Missing
    snapshot: int
    prior: Prior | None = None
    replaced: int = 0


class Rankings(Protocol):
    def snapshot(self, organisation_id: OrganisationId) -> int:
        """Return a number that grows whenever the organisation's published rows change."""

    def ranked(
        self,
        organisation_id: OrganisationId,
        filters: Filters,
        limit: int,
        after: After | None = None,
        *,
        explain: bool = False,
    ) -> Ranked:
        """Return those who stand after that place, the best first. Raises Unavailable."""


class RevisionsReader(Protocol):
    def of(
        self, organisation_id: OrganisationId, fact: Fact, before: Said | None, limit: int
    ) -> Sequence[Revision]:
        """Return what published rows said of it, the last one first: by file, then by row.

        With `before` what was said before that, whatever was said or withdrawn since.
        """
