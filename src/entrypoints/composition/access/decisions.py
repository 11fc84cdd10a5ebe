"""Decisions about access, bound to the world."""

from injector import Binder, Module, provider, singleton

from application.access.ports import Access
from application.clock import Clock
from application.permissions.access.decisions.check_access import CheckAccess
from application.permissions.access.decisions.deciding import DecideAccess
from application.permissions.access.decisions.explain_access import ExplainAccess
from application.permissions.access.decisions.explain_path import ExplainPath
from application.permissions.access.decisions.list_visible import ListVisible
from application.permissions.access.decisions.search_access import (
    FindActions,
    FindPeople,
    FindThings,
)
from application.permissions.access.decisions.who_can import WhoCan
from application.permissions.access.ports import AccessReader
from entrypoints.composition.autowiring import autowire


class Decisions(Module):
    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            ExplainAccess,
            ListVisible,
            WhoCan,
            CheckAccess,
            ExplainPath,
            FindPeople,
            FindThings,
            FindActions,
        )

    @singleton
    @provider
    def access(self, reader: AccessReader, clock: Clock) -> Access:
        return DecideAccess(reader, clock)
