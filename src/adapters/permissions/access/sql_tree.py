"""An organisation's tree in a relational database: each scope, and its way from the root."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    Insert,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    select,
    true,
    update,
)

from adapters.database.in_transaction import change, find
from adapters.database.inserts import insert_once
from adapters.permissions.access.rows import scope_row, to_scope
from adapters.permissions.access.sql_grants import SqlGrantRepository
from adapters.permissions.access.tables import grants, scope_paths, scopes
from application.service import service
from domain.ids import OrganisationId, UserId
from domain.permissions.access.grant import GrantId, Reason
from domain.permissions.access.scope import CONTAINERS, Scope

PATH = ["descendant", "ancestor", "distance", "open"]
above, below = scope_paths.alias("above"), scope_paths.alias("below")


def _hung(*, inherits: bool) -> Insert:
    opened: Any = and_(above.c.open, below.c.open) if inherits else literal(value=False)
    under = (below.c.ancestor == bindparam("scope"), above.c.descendant == bindparam("parent"))
    ways = select(
        below.c.descendant, above.c.ancestor, above.c.distance + below.c.distance + 1, opened
    )
    return insert(scope_paths).from_select(
        PATH, ways.select_from(below.join(above, true())).where(*under)
    )


OWN = select(scopes).where(
    scopes.c.organisation_id == bindparam("organisation"), scopes.c.id == bindparam("scope")
)
HELD_FOR_ADDING = OWN.with_for_update(key_share=True, read=True)
ITSELF = insert(scope_paths)
HUNG = {inherits: _hung(inherits=inherits) for inherits in (True, False)}
"""Built once: each thing that is added asks these, and to build one takes longer than to run it."""


@service
class SqlScopeRepository:
    """Things are added beneath a scope while its row is held in share, and moved while it is held
    alone: so a way that is written was never read before a move, and used after it.
    """

    connection: Connection

    def by_id(self, organisation_id: OrganisationId, id: UUID) -> Scope | None:
        return self._one(OWN, organisation_id, id)

    def way(self, organisation_id: OrganisationId, id: UUID) -> Sequence[Scope]:
        found = (
            select(scopes)
            .join(scope_paths, scope_paths.c.ancestor == scopes.c.id)
            .where(scope_paths.c.descendant == id, scopes.c.organisation_id == organisation_id)
            .order_by(scope_paths.c.distance.desc())
        )
        return [to_scope(row) for row in self.connection.execute(found)]

    def held_for_adding(self, organisation_id: OrganisationId, id: UUID) -> Scope | None:
        """Return a parent-to-be, which stays where it is until the work ends."""
        return self._one(HELD_FOR_ADDING, organisation_id, id)

    def add(self, scope: Scope) -> bool:
        if not insert_once(self.connection, scopes, scope_row(scope)):
            return False
        itself = {"descendant": scope.id, "ancestor": scope.id, "distance": 0, "open": True}
        change(self.connection, ITSELF, itself)
        if scope.parent_id is not None:
            self._hang(scope)
        return True

    def save(self, scope: Scope) -> None:
        changed = update(scopes).where(scopes.c.id == scope.id)
        row = scope_row(scope)
        kept = {name: row[name] for name in ("name", "owner_id", "version")}
        self.connection.execute(changed.values(kept))

    def place(self, scope: Scope) -> None:
        self._alone(scope)
        before = self.connection.scalar(select(scopes.c.depth).where(scopes.c.id == scope.id))
        row = scope_row(scope)
        kept = {name: row[name] for name in ("parent_id", "inherits", "version")}
        self.connection.execute(update(scopes).where(scopes.c.id == scope.id).values(kept))
        deeper = update(scopes).where(scopes.c.id.in_(_beneath(scope.id)))
        moved = scope.depth - (before or 0)
        self.connection.execute(deeper.values(depth=scopes.c.depth + moved))
        self._unhang(scope)
        self._hang(scope)

    def remove(self, scope: Scope) -> None:
        self._alone(scope)
        children = select(scopes).where(scopes.c.parent_id == scope.id)
        parent = self.by_id(scope.organisation_id, scope.parent_id) if scope.parent_id else None
        for child in [to_scope(row) for row in self.connection.execute(children)]:
            if parent is not None:
                inherits = child.inherits and scope.inherits
                self.place(child.placed(parent, inherits=inherits))
        own = select(grants.c.id).where(grants.c.scope_id == scope.id)
        ids = [GrantId(one) for one in self.connection.scalars(own)]
        SqlGrantRepository(self.connection).remove(ids)
        self.connection.execute(delete(scope_paths).where(scope_paths.c.descendant == scope.id))
        self.connection.execute(delete(scopes).where(scopes.c.id == scope.id))

    def is_parent(self, scope: Scope) -> bool:
        self._alone(scope)
        child = select(literal(1)).where(scopes.c.parent_id == scope.id).limit(1)
        return self.connection.execute(child).first() is not None

    def height(self, scope: Scope) -> int:
        same = and_(scopes.c.id == scope_paths.c.descendant, scopes.c.kind == scope.kind)
        far = (
            select(func.max(scope_paths.c.distance))
            .join(scopes, same)
            .where(scope_paths.c.ancestor == scope.id)
        )
        return (self.connection.scalar(far) or 0) + 1

    def disown(self, organisation_id: OrganisationId, owner_id: UserId) -> None:
        theirs = (grants.c.subject_id == owner_id, grants.c.reason == Reason.OWNER.value)
        own = grants.c.organisation_id == organisation_id
        owned = select(grants.c.scope_id).where(*theirs, own)
        self.connection.execute(update(scopes).where(scopes.c.id.in_(owned)).values(owner_id=None))
        self.connection.execute(delete(grants).where(*theirs, own))

    def _alone(self, scope: Scope) -> None:
        """Wait for whoever adds beneath it, and let nobody else."""
        containers = scopes.c.kind.in_(CONTAINERS)
        held = select(scopes.c.id).where(scopes.c.id.in_(_beneath(scope.id)), containers)
        self.connection.execute(held.order_by(scopes.c.id).with_for_update()).all()

    def _unhang(self, scope: Scope) -> None:
        inside = _beneath(scope.id)
        gone = delete(scope_paths).where(
            scope_paths.c.descendant.in_(inside), scope_paths.c.ancestor.not_in(inside)
        )
        self.connection.execute(gone)

    def _hang(self, scope: Scope) -> None:
        """Write the ways from above the scope down to all that stands beneath it."""
        where = {"scope": scope.id, "parent": scope.parent_id}
        change(self.connection, HUNG[scope.inherits], where)

    def _one(self, asked: Select[Any], organisation_id: OrganisationId, id: UUID) -> Scope | None:
        found = find(self.connection, asked, {"organisation": organisation_id, "scope": id})
        return to_scope(found[0]) if found else None


def _beneath(id: UUID) -> Select[tuple[UUID]]:
    return select(scope_paths.c.descendant).where(scope_paths.c.ancestor == id)
