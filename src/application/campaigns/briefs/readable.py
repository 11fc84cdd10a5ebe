"""Which briefs somebody may read."""

from collections.abc import Sequence

from application.access.ports import Access
from domain.campaigns.briefs.brief import Brief
from domain.ids import DocumentId
from domain.principal import Principal


def readable(access: Access, by: Principal, briefs: Sequence[Brief]) -> Sequence[Brief]:
    """Return those whose tools told of no document that is gone, or that `by` may not view."""
    told = {one.id: one.writing.written.trace.documents for one in briefs}
    all_told = frozenset[DocumentId]().union(*told.values())
    levels = access.levels(by, all_told) if all_told else {}
    return [one for one in briefs if told[one.id] <= levels.keys()]
