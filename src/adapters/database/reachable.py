"""A database that is not there, or lets nobody in, as the application knows it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from application.errors import Unavailable


@contextmanager
def reachable() -> Iterator[None]:
    """Turn "not there" and "locked" (the driver) and "all are out" (the pool) into Unavailable."""
    try:
        yield
    except (OperationalError, InterfaceError, NoneFree) as error:
        raise unavailable(error) from error


@contextmanager
def reachable_by_driver(engine: Engine) -> Iterator[None]:
    """Turn what a driver says by itself, past SQLAlchemy, into ours; raises Unavailable."""
    try:
        yield
    except absences(engine) as error:
        raise unavailable(error) from error


def absences(engine: Engine) -> tuple[type[Exception], ...]:
    """Return what says so, of SQLAlchemy and of the driver."""
    driver: Any = engine.dialect.loaded_dbapi
    return (
        OperationalError,
        InterfaceError,
        NoneFree,
        driver.OperationalError,
        driver.InterfaceError,
    )


def unavailable(error: Exception) -> Unavailable:
    said = str(getattr(error, "orig", error))
    return Unavailable("the database", said.strip().split("\n")[0])
