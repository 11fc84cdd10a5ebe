"""A relational database that transactions are begun on."""

from _thread import LockType
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import field
from functools import partial
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url

from adapters.database.arrays import register
from adapters.database.idle import prove_idle
from adapters.database.lending import SOON, Done, Given, Lending
from adapters.database.lending import WRITING as TELLING
from adapters.database.reachable import absences, reachable_by_driver, unavailable
from adapters.database.sqlite_turns import LOCK_WAIT_SECONDS, READING, WRITING, begin, prepare
from adapters.database.turns import turn_of
from application.service import service

POOL_SIZE = 32


@service
class SqlDatabase:
    """`writing` holds SQLite's one write lock from its first moment, so it never upgrades late.

    Threads of one process queue for it in `turn`: SQLite itself lets them sleep and try again,
    for up to 0.1 s a time and in no order.
    """

    engine: Engine
    turn: AbstractContextManager[object] = field(default_factory=nullcontext)
    reads: Mapping[str, str] = field(default_factory=lambda: {"begin": READING})
    asking: Lending = field(init=False)
    telling: Lending = field(init=False)
    telling_soon: Lending = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "asking", Lending(self.engine))
        object.__setattr__(self, "telling", Lending(self.engine, TELLING))
        object.__setattr__(self, "telling_soon", Lending(self.engine, SOON))

    def ask(self, statement: str, given: Given) -> Sequence[Any]:
        """Run one reading statement, in the driver's own words, by itself; raises Unavailable."""
        try:  # as `reachable_by_driver` does, which takes as long as a short statement
            return self.asking.ask(statement, given)
        except absences(self.engine) as error:
            raise unavailable(error) from error

    def tell(self, work: Callable[[Any], Done]) -> Done:
        """Lend the work a driver's connection that commits what it writes; raises Unavailable.

        For PostgreSQL, and for what does no harm when it is done twice, see `Lending`.
        """
        with reachable_by_driver(self.engine):
            return self.telling.lend(work)

    def tell_soon(self, work: Callable[[Any], Done]) -> Done:
        """Do as `tell` does, without a wait for the disk: for what is found out again if lost.

        Then what this database was told later is lost as well: nothing that follows from it stays.
        """
        with reachable_by_driver(self.engine):
            return self.telling_soon.lend(work)

    @contextmanager
    def writing(self, patience: float | None = None) -> Iterator[Connection]:
        """Begin work; closing rolls back what was not committed. Raises Unavailable.

        With `patience`, in seconds, also where others of this process write for so long.
        """
        until = None if patience is None else monotonic() + patience
        with (
            reachable_by_driver(self.engine),
            self._turn(patience),
            self.engine.connect() as connection,
        ):
            yield connection.execution_options(begin=WRITING, until=until)

    def _turn(self, patience: float | None) -> AbstractContextManager[object]:
        if patience is None or not isinstance(self.turn, LockType):
            return self.turn
        return turn_of(self.turn, patience)

    @contextmanager
    def one_statement(self) -> Iterator[Connection]:
        """Write with one statement, which is durable by itself. Raises Unavailable."""
        if self.engine.dialect.name == "postgresql":
            with self.reading() as connection:
                yield connection
            return
        with self.writing() as connection:
            yield connection
            connection.commit()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin reading: each statement sees what is committed. Raises Unavailable."""
        with reachable_by_driver(self.engine), self.engine.connect() as connection:
            yield connection.execution_options(**self.reads)


def open_database(url: str, *, synchronous: str = "NORMAL") -> SqlDatabase:
    """Open `sqlite:///…` in WAL mode or `postgresql+psycopg://…`; makes no more than a folder.

    SQLite's `synchronous` NORMAL keeps every commit when a process dies, FULL also when the power
    fails, at one fsync a commit (https://sqlite.org/pragma.html#pragma_synchronous).
    """
    made = make_url(url)
    if made.get_backend_name() != "sqlite":
        return _opened_postgres(create_engine(made, pool_size=POOL_SIZE))
    if made.database:
        Path(made.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        made,
        pool_size=POOL_SIZE,
        connect_args={"timeout": LOCK_WAIT_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", partial(prepare, synchronous=synchronous))
    event.listen(engine, "begin", begin)
    return SqlDatabase(engine, Lock())


def _opened_postgres(engine: Engine) -> SqlDatabase:
    """Neither BEGIN nor ROLLBACK stands around what is only read: each is a round trip."""
    event.listen(engine, "connect", _tell_time_in_utc)
    event.listen(engine, "connect", lambda connection, _: register(connection))
    prove_idle(engine)
    return SqlDatabase(engine, reads={"isolation_level": "AUTOCOMMIT"})


def _tell_time_in_utc(connection: Any, _record: object) -> None:
    """Whatever zone the server is in: in one west of UTC the first day of all begins in a year
    that Python does not have.
    """
    is_autocommitting = connection.autocommit
    connection.autocommit = True
    connection.execute("SET TIME ZONE 'UTC'")
    connection.autocommit = is_autocommitting


def take_turn(connection: Connection, lock: int, *, shared: bool = False) -> None:
    """Wait until nobody else holds this lock, and hold it until the transaction ends.

    Those who share it wait only for one who does not. An advisory lock on PostgreSQL; on SQLite a
    writing transaction is alone anyway.
    """
    if connection.dialect.name == "postgresql":
        take = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
        connection.exec_driver_sql(f"SELECT {take}(%s)", (lock,))


def try_turn(connection: Connection, lock: int) -> bool:
    """Take the lock that `take_turn` waits for; False where somebody else holds it."""
    if connection.dialect.name != "postgresql":
        return True
    taken = connection.exec_driver_sql("SELECT pg_try_advisory_xact_lock(%s)", (lock,))
    return bool(taken.scalar())
