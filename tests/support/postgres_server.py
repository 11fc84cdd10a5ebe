"""A PostgreSQL server of a test's own, as durable as PostgreSQL is by default."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import create_engine, make_url, text

from adapters.database.migrations import upgrade
from adapters.database.sql import open_database
from support.own_server import OwnServer, own_server

TEMPLATE = "migrated"


class PostgresServer(OwnServer):
    @contextmanager
    def database(self) -> Iterator[str]:
        """Make a migrated database, yield its URL, and drop it: each makes recovery longer."""
        name = f"test_{uuid4().hex[:12]}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        yield self._url(name)
        self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def make_template(self) -> None:
        self.execute(f"CREATE DATABASE {TEMPLATE}")
        database = open_database(self._url(TEMPLATE))
        upgrade(database)
        database.engine.dispose()

    def execute(self, statement: str) -> None:
        """Execute what wants no transaction."""
        admin = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(statement))
        admin.dispose()

    def forget_settings(self) -> None:
        """Undo each ALTER SYSTEM; to be asked of a server that is down."""
        (self.native._data / "postgresql.auto.conf").write_text("")

    def _url(self, name: str) -> str:
        return make_url(self.url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def own_postgres_server() -> Iterator[PostgresServer]:
    with own_server("postgres", "Postgres") as native:
        server = PostgresServer(native)
        server.make_template()
        yield server
