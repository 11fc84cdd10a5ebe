"""A large organisation, written straight into the tables: a million grants, sixteen deep."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import text

from adapters.database.sql import SqlDatabase
from adapters.database.tables import metadata
from domain.ids import OrganisationId, UserId
from domain.principal import Principal

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WRITTEN = "2026-03-01 12:00:00.000000"
ORGANISATION = (0xA << 120).to_bytes(16, "big").hex()
VIEW, EDIT, MANAGE, ADMINISTER = 1, 2, 3, 4
Row = tuple[Any, ...]
Id = str
"""32 hexadecimal digits: both databases take them as they are."""


@dataclass(frozen=True, slots=True)
class Size:
    """`chains` of departments, each `depth` deep, stand side by side."""

    chains: int = 125
    depth: int = 16
    people: int = 10_000
    things: int = 200_000
    grants: int = 1_000_000


@dataclass(slots=True)
class LargeWorld:
    """Every id is drawn from the seed; a share goes to a person nine times of ten."""

    size: Size
    random: Random = field(default_factory=lambda: Random(7))
    people: list[Id] = field(default_factory=list)
    departments: list[list[Id]] = field(default_factory=list)
    things: list[tuple[Id, Sequence[Id]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = [_id(1, n) for n in range(self.size.people)]
        self.departments = [
            [_id(2, chain * 100 + n) for n in range(self.size.depth)]
            for chain in range(self.size.chains)
        ]
        for n in range(self.size.things):
            chain = self.random.choice(self.departments)
            self.things.append((_id(3, n), (ORGANISATION, *chain)))

    def principal(self, person: Id) -> Principal:
        return Principal(UserId(UUID(person)), OrganisationId(UUID(ORGANISATION)))

    def scopes(self) -> Iterator[Row]:
        yield _scope(ORGANISATION, "organisation", None, 0)
        for chain in self.departments:
            for depth, (above, one) in enumerate(zip((ORGANISATION, *chain), chain, strict=False)):
                yield _scope(one, "department", above, depth + 1)
        for thing, way in self.things:
            yield _scope(thing, "document", way[-1], len(way))

    def paths(self) -> Iterator[Row]:
        yield from _ways(ORGANISATION, ())
        for chain in self.departments:
            for depth, one in enumerate(chain):
                yield from _ways(one, (ORGANISATION, *chain[:depth]))
        for thing, way in self.things:
            yield from _ways(thing, way)

    def grants(self) -> Iterator[Row]:
        """Give everybody a role at the end of a chain, every thing an owner, and share the rest."""
        yield _grant(_id(4, 0), ORGANISATION, "person", self.people[0], ADMINISTER, "role")
        count = 1
        for n, person in enumerate(self.people[1:]):
            at = self.departments[n % len(self.departments)][-1]
            yield _grant(_id(4, count), at, "person", person, 1 + n % 3, "role")
            count += 1
        for thing, _ in self.things:
            yield _grant(thing, thing, "person", self.random.choice(self.people), MANAGE, "owner")
            count += 1
        yield from self._shares(count)

    def _shares(self, first: int) -> Iterator[Row]:
        seen: set[tuple[Id, Id]] = set()
        while first + len(seen) < self.size.grants:
            to_person = self.random.random() < 0.9
            chain = self.random.choice(self.departments)
            subject = self.random.choice(self.people if to_person else chain)
            scope = self.random.choice(self.things)[0]
            if (scope, subject) in seen:
                continue
            kind, level = "person" if to_person else "department", self.random.choice((1, 2, 3))
            yield _grant(_id(4, first + len(seen)), scope, kind, subject, level, "share")
            seen.add((scope, subject))

    def memberships(self) -> Iterator[Row]:
        for person in self.people:
            yield ORGANISATION, person, "active", WRITTEN

    def organisations(self) -> Iterator[Row]:
        yield ORGANISATION, "Large", 1, WRITTEN, 1


COLUMNS = {
    "organisations": "id name access_version created_at version",
    "memberships": "organisation_id person_id state joined_at",
    "scopes": "id organisation_id kind parent_id inherits name depth owner_id created_at version",
    "scope_paths": "descendant ancestor distance open",
    "grants": "id organisation_id scope_id subject_kind subject_id level reason expires_at"
    " given_by through created_at",
}


def fill(database: SqlDatabase, world: LargeWorld) -> None:
    """Write it all, by COPY or executemany, and let the database count what it holds."""
    tables: dict[str, Iterable[Row]] = {
        "organisations": world.organisations(),
        "memberships": world.memberships(),
        "scopes": world.scopes(),
        "scope_paths": world.paths(),
        "grants": world.grants(),
    }
    with database.writing() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        indexes = [one for name in tables for one in metadata.tables[name].indexes]
        for one in indexes:
            one.drop(connection)
        for name, rows in tables.items():
            write = _copy if connection.dialect.name == "postgresql" else _many
            write(driver, name, COLUMNS[name].split(), rows)
        for one in indexes:
            one.create(connection)
        connection.execute(text("ANALYZE"))
        connection.commit()


def _copy(driver: Any, name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _many(driver: Any, name: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    marks = ", ".join("?" * len(columns))
    driver.executemany(
        f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})",
        rows,
    )


def _ways(id: Id, above: Sequence[Id]) -> Iterator[Row]:
    yield id, id, 0, True
    for distance, one in enumerate(reversed(above), 1):
        yield id, one, distance, True


def _scope(id: Id, kind: str, parent: Id | None, depth: int) -> Row:
    return id, ORGANISATION, kind, parent, True, None, depth, None, WRITTEN, 1


def _grant(id: Id, scope: Id, kind: str, subject: Id, level: int, reason: str) -> Row:
    return id, ORGANISATION, scope, kind, subject, level, reason, None, subject, None, WRITTEN


def _id(kind: int, number: int) -> Id:
    """Return ids that sort by kind and number, as those of one time do."""
    return f"{(kind << 120) | number:032x}"
