"""Rows beside what is held: which are new, which replace something, which are held already."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from application.insights.ports import Facts
from application.service import service
from domain.ids import OrganisationId
from domain.insights.facts import Customer, MonthProduct, NewInteraction
from domain.insights.ids import CustomerId, ImportId, InteractionId
from domain.insights.resolution import Resolved
from domain.insights.rows import Change, CustomerRow, InteractionRow, ProductRow, Refused

HELD, ORPHAN = "already_held", "orphan"
REPLACES = "replaces"
"""The rule by which a line of the ledger tells what was held, and what is in its place."""


@dataclass(slots=True)
class Settled:
    """Some rows of an import; `bases` are the imports that it finds held, or replaces."""

    customers: list[Customer] = field(default_factory=list)
    months: list[MonthProduct] = field(default_factory=list)
    interactions: list[NewInteraction] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    bases: set[ImportId] = field(default_factory=set)

    @property
    def loaded(self) -> int:
        return len(self.customers) + len(self.months) + len(self.interactions)


@service
class Settling:
    facts: Facts
    organisation_id: OrganisationId
    import_id: ImportId
    new_id: Callable[[], UUID]
    wanted: Collection[CustomerId] | None = None
    """Who may be named, beside those that are held; None for anybody."""

    def __call__(self, rows: Sequence[Resolved]) -> Settled:
        """Say what becomes of rows of one table, each of another thing."""
        if not rows:
            return Settled()
        kind = type(rows[0].row)
        if kind is InteractionRow:
            return self._interactions(rows)
        return self._customers(rows) if kind is CustomerRow else self._months(rows)

    def _interactions(self, rows: Sequence[Resolved]) -> Settled:
        held = self.facts.interactions(self.organisation_id, [one.content for one in rows])
        settled = Settled()
        told = [one.row for one in rows if isinstance(one.row, InteractionRow)]
        orphans = self._orphans(told)
        for one, row in zip(rows, told, strict=True):
            base = held.get(one.content)
            if base is not None:
                settled.bases.add(base)
                settled.refused.append(_held(one))
                continue
            if not orphans.isdisjoint(row.customers):
                settled.refused.append(_orphan(one))
                continue
            settled.changes += one.changes
            settled.interactions.append(
                NewInteraction(
                    InteractionId(self.new_id()), one.content, row.started_at, row.month,
                    row.channel, row.customers, row.topic, row.sentiment, row.row,
                )
            )  # fmt: skip
        return settled

    def _orphans(self, rows: Sequence[InteractionRow]) -> set[CustomerId]:
        if self.wanted is None:
            return set()
        named = {one for row in rows for one in row.customers} - set(self.wanted)
        return named - set(self.facts.customers(self.organisation_id, named))

    def _customers(self, rows: Sequence[Resolved]) -> Settled:
        told = [one.row for one in rows if isinstance(one.row, CustomerRow)]
        held = self.facts.customers(self.organisation_id, [one.id for one in told])
        settled = Settled()
        for one, row in zip(rows, told, strict=True):
            before = held.get(row.id)
            now = Customer.told(row, before, self.import_id)
            if before is not None:
                settled.bases.add(before.import_id)
            if before is not None and before.says_what(now):
                settled.refused.append(_held(one))
            else:
                settled.customers.append(now)
                settled.changes += one.changes
                if before is not None:
                    settled.changes += _replacing(one, before.told_as, now.told_as)
        return settled

    def _months(self, rows: Sequence[Resolved]) -> Settled:
        held = self.facts.months(self.organisation_id)
        settled = Settled()
        told = [one.row for one in rows if isinstance(one.row, ProductRow)]
        for one, row in zip(rows, told, strict=True):
            before = held.get(row.month)
            if before is not None:
                settled.bases.add(before.import_id)
            if before is not None and before.product == row.product:
                settled.refused.append(_held(one))
            else:
                settled.months.append(MonthProduct(row.month, row.product, self.import_id))
                settled.changes += one.changes
                if before is not None:
                    was, is_ = {"product": before.product}, {"product": row.product}
                    settled.changes += _replacing(one, was, is_)
        return settled


def _replacing(one: Resolved, was: Mapping[str, str], is_: Mapping[str, str]) -> Iterator[Change]:
    for field_, before in was.items():
        if is_[field_] != before:
            column = one.table.names.get(field_, field_)
            place = one.line.sheet, one.line.number, column
            yield Change(*place, before, is_[field_], REPLACES)


def _held(one: Resolved) -> Refused:
    first = next(iter(one.table.names))
    return _refused(one, first, HELD, "it is held already and says the same")


def _orphan(one: Resolved) -> Refused:
    return _refused(one, "customers", ORPHAN, "it names a customer who is in no table")


def _refused(one: Resolved, field: str, reason: str, detail: str) -> Refused:
    column, at = one.table.names[field], one.table.places[field]
    value = one.line.cells[at].text if at < len(one.line.cells) else ""
    return Refused(one.line.sheet, one.line.number, column, value, reason, detail)
