"""A process that forks keepers of one batch of trades, each of which kills itself at a write.

Run as `python -m support.keeping_forks URL MARKET FENCE`. Each line says at which step the next
keeper kills itself, and is answered by `killed NAME` with the step's name, or by `done`. Steps are
before and after each statement, in the midst of the rows, and around the commit.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

import psycopg
from sqlalchemy import event

from adapters.database import in_transaction
from adapters.database.sql import open_database
from adapters.ticks import inserting, sql_keeping
from application.ticks.ports import Fence
from domain.ticks.market import MarketId
from support.crashing.parts import die_with_the_zygote
from support.kept_batches import BATCH

Asked = Callable[..., Any]


@dataclass(slots=True)
class Strike:
    """Dies at a step, and says at which."""

    left: int
    said: int

    def __call__(self, name: str) -> None:
        if self.left == 0:
            self._die(name)
        self.left -= 1

    def around(self, name: str, work: Asked) -> Asked:
        def struck(*given: Any) -> Any:
            self(f"before {name}")
            done = work(*given)
            self(f"after {name}")
            return done

        return struck

    def amid(self, rows: Iterable[Any]) -> Iterator[Any]:
        for number, row in enumerate(rows):
            if number in {1, 3}:
                self("amid rows")
            yield row

    def in_halves(self, write: Asked) -> Asked:
        def written(copy: object, data: bytes) -> None:
            half = len(data) // 2
            write(copy, data[:half])
            self("amid rows")
            write(copy, data[half:])

        return written

    def _die(self, name: str) -> NoReturn:
        os.write(self.said, name.encode())
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


def keep(url: str, market: MarketId, fence: Fence, strike: Strike) -> None:
    in_transaction._told = strike.around("statement", in_transaction._told)
    keeping: Any = sql_keeping
    for name in ("insert_trades", "insert_closes"):
        setattr(keeping, name, strike.around(name, getattr(inserting, name)))
    inserted: Any = inserting
    inserted.zip = lambda *rows, strict: strike.amid(zip(*rows, strict=strict))  # of SQLite's rows
    psycopg.Copy.write = strike.in_halves(psycopg.Copy.write)  # type: ignore[method-assign]  # on purpose
    database = open_database(url)
    event.listen(database.engine, "commit", lambda _: strike("before the commit"))
    sql_keeping.SqlKeptTrades(database).keep(market, BATCH, fence)
    strike("after the commit")


def forked(url: str, market: MarketId, fence: Fence, step: int) -> str:
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        die_with_the_zygote()
        try:
            keep(url, market, fence, Strike(step, writing))
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading) as said:
        name = said.read()
    _, status = os.waitpid(pid, 0)
    return f"killed {name}" if os.WIFSIGNALED(status) else "failed" if status else "done"


def main() -> None:
    url, market, fence = sys.argv[1], MarketId(int(sys.argv[2])), Fence(int(sys.argv[3]))
    for line in sys.stdin:
        sys.stdout.write(forked(url, market, fence, int(line)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
