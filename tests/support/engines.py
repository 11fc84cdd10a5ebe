"""Engines that know what the first of their kind has learnt.

A process has one engine for its database. Tests make thousands: each would ask the server what it
is, and compile every statement again, which takes longer than running it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import URL, Dialect, Engine, event, make_url

from adapters.database import sql

MANY = 5_000
"""How many compiled statements are kept: all that the application has."""
Creates = Callable[..., Engine]
Kind = tuple[str, str | None, int | None]


@dataclass(frozen=True, slots=True)
class Learnt:
    dialect: Dialect
    compiled: Any


def install() -> None:
    opening: Any = sql
    opening.create_engine = alike(opening.create_engine)


def alike(create: Creates) -> Creates:
    """Return what creates engines that share dialect and compiled statements, and nothing else."""
    learnt: dict[Kind, Learnt] = {}

    def created(given: str | URL, **options: Any) -> Engine:
        url = make_url(given)
        kind = (url.drivername, url.host, url.port)
        engine = create(url, query_cache_size=MANY, **options)
        if kind in learnt:
            _taught(engine, learnt[kind])
        else:  # it has learnt when it is connected, for its own listener came first
            mine = Learnt(engine.dialect, engine._compiled_cache)
            event.listen(engine, "connect", lambda *_: learnt.setdefault(kind, mine))
        return engine

    return created


def _taught(engine: Any, learnt: Learnt) -> None:
    engine.dialect.initialize = _known  # the dialect that its connections are made with
    engine.dialect = engine.pool._dialect = learnt.dialect
    engine._compiled_cache = learnt.compiled


def _known(connection: object) -> None:
    """Ask the server nothing."""
