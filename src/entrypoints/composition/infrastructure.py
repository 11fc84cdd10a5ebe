"""What every context stands on."""

from concurrent.futures import Executor, ThreadPoolExecutor
from uuid import UUID

from injector import Module, provider, singleton

from adapters.clock import SystemClock
from adapters.ids import UuidV7Source
from application.clock import Clock
from application.ids import IdSource
from domain.ids import OrganisationId, UserId
from domain.principal import Principal
from entrypoints.http.seats import Seats
from entrypoints.settings import Settings

LOCAL = Principal(
    UserId(UUID("018f0000-0000-7000-8000-000000000001")),
    OrganisationId(UUID("018f0000-0000-7000-8000-000000000002")),
)
"""Who acts until people can sign in: one local person of one local organisation."""

ANSWERS_AT_ONCE = 8


class Infrastructure(Module):
    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @singleton
    @provider
    def settings(self) -> Settings:
        return self._settings

    @singleton
    @provider
    def clock(self) -> Clock:
        return SystemClock()

    @singleton
    @provider
    def ids(self) -> IdSource:
        return UuidV7Source()

    @singleton
    @provider
    def principal(self) -> Principal:
        return LOCAL

    @singleton
    @provider
    def seats(self) -> Seats:
        return Seats(self._settings.http_threads)

    @singleton
    @provider
    def threads(self) -> Executor:
        """Where an API process writes the answers it was asked for."""
        return ThreadPoolExecutor(ANSWERS_AT_ONCE, thread_name_prefix="answers")
