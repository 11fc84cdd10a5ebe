"""One place in an organisation's tree: the organisation, a department, a folder or a thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from domain.access import Owned
from domain.ids import OrganisationId, UserId
from domain.permissions.access.errors import CannotHold, NotEmpty, ScopeChanged, TooDeep, WouldCycle
from domain.permissions.access.names import tidy

ORGANISATION, DEPARTMENT, FOLDER = "organisation", "department", "folder"
CONTAINERS = (ORGANISATION, DEPARTMENT, FOLDER)
DEEPEST = 32
"""Departments below the root, and folders below the department (or the root) they stand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """`kind` is one of CONTAINERS, or a context's word for its thing; the root has no parent.

    `owner_id` is None for what belongs to the organisation. `depth` counts what stands above.
    """

    id: UUID
    organisation_id: OrganisationId
    kind: str
    parent_id: UUID | None
    depth: int
    created_at: datetime
    inherits: bool = True
    name: str | None = None
    owner_id: UserId | None = None
    version: int = 1

    @classmethod
    def root(cls, organisation_id: OrganisationId, *, now: datetime) -> Scope:
        return cls(
            id=organisation_id, organisation_id=organisation_id, kind=ORGANISATION,
            parent_id=None, depth=0, created_at=now,
        )  # fmt: skip

    def department(self, id: UUID, name: str, *, now: datetime) -> Scope:
        """Return a new department in this one; raises CannotHold, NameInvalid."""
        return self._holding(Scope(
            id=id, organisation_id=self.organisation_id, kind=DEPARTMENT, parent_id=self.id,
            depth=self.depth + 1, created_at=now, name=tidy(name),
        ))  # fmt: skip

    def folder(
        self, id: UUID, name: str, owner_id: UserId, *, inherits: bool, now: datetime
    ) -> Scope:
        """Return a new folder in this scope; raises CannotHold, NameInvalid."""
        return self._holding(Scope(
            id=id, organisation_id=self.organisation_id, kind=FOLDER, parent_id=self.id,
            depth=self.depth + 1, created_at=now, name=tidy(name), owner_id=owner_id,
            inherits=inherits,
        ))  # fmt: skip

    def thing(self, owned: Owned, *, now: datetime) -> Scope:
        """Return another context's thing in this scope."""
        return self._holding(Scope(
            id=owned.id, organisation_id=self.organisation_id, kind=owned.kind,
            parent_id=self.id, depth=self.depth + 1, created_at=now,
            owner_id=owned.owner_id, inherits=owned.inherits,
        ))  # fmt: skip

    @property
    def is_container(self) -> bool:
        return self.kind in CONTAINERS

    @property
    def is_root(self) -> bool:
        return self.parent_id is None

    def seen(self, version: int | None) -> Scope:
        """Return it; raises ScopeChanged when it is not at that version, if one is given."""
        if version is not None and version != self.version:
            raise ScopeChanged(self.version)
        return self

    def named(self, name: str) -> Scope:
        return replace(self, name=tidy(name), version=self.version + 1)

    def placed(self, parent: Scope, *, inherits: bool) -> Scope:
        """Stand in another parent; raises CannotHold."""
        return parent._holding(replace(
            self, parent_id=parent.id, depth=parent.depth + 1, inherits=inherits,
            version=self.version + 1,
        ))  # fmt: skip

    def emptied(self, *, children: bool) -> Scope:
        """Raises NotEmpty."""
        if children:
            raise NotEmpty(self.kind)
        return self

    def _holding(self, child: Scope) -> Scope:
        fits = self.kind in ((ORGANISATION, DEPARTMENT) if child.kind == DEPARTMENT else CONTAINERS)
        if child.kind == ORGANISATION or not fits:
            raise CannotHold(child.kind, self.kind)
        return child


def check_depth(above: Sequence[Scope], kind: str, height: int) -> None:
    """See whether `height` of a kind, one in another, may stand under the last of `above`.

    `above` is the way from the root; raises TooDeep. A thing may stand under anything.
    """
    if kind == DEPARTMENT:
        deep = sum(one.kind == DEPARTMENT for one in above)
    elif kind == FOLDER:
        deep = sum(one.kind == FOLDER for one in above)
    else:
        return
    if deep + height > DEEPEST:
        raise TooDeep(kind, DEEPEST)


def check_cycle(above: Sequence[Scope], moved: Scope) -> None:
    """Raises WouldCycle when what is moved is on the way from the root to its new parent."""
    ids = [one.id for one in above]
    if moved.id in ids:
        raise WouldCycle(ids[ids.index(moved.id) :])
