"""A port of a store, and who answers it in SQL and in memory."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from injector import Binder, CallableProvider, singleton

from adapters.database.memory import MemoryDatabase
from adapters.database.sql import SqlDatabase

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Kept:
    port: type[Any]
    in_sql: Callable[[SqlDatabase], Any]
    in_memory: Callable[[MemoryDatabase], Any]

    def bind_sql(self, binder: Binder, database: SqlDatabase) -> None:
        self._bind(binder, lambda: self.in_sql(database))

    def bind_memory(self, binder: Binder, database: MemoryDatabase) -> None:
        self._bind(binder, lambda: self.in_memory(database))

    def _bind(self, binder: Binder, made: Callable[[], Any]) -> None:
        binder.bind(self.port, to=CallableProvider(made), scope=singleton)


@dataclass(frozen=True, slots=True)
class Port(Generic[Answer]):
    """Named in a call of its own, so that the type checker holds both adapters to it."""

    port: type[Answer]

    def kept(
        self,
        *,
        in_sql: Callable[[SqlDatabase], Answer],
        in_memory: Callable[[MemoryDatabase], Answer],
    ) -> Kept:
        return Kept(self.port, in_sql, in_memory)
