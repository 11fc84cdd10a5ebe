"""Decisions about access, bound to the world."""

from injector import Module, provider, singleton

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
from application.permissions.access.ports import AccessReader, OrganisationsReader


class Decisions(Module):
    @singleton
    @provider
    def access(self, reader: AccessReader, clock: Clock) -> Access:
        return DecideAccess(reader, clock)

    @singleton
    @provider
    def explain_access(self, reader: AccessReader, clock: Clock) -> ExplainAccess:
        return ExplainAccess(reader, clock)

    @singleton
    @provider
    def list_visible(self, reader: AccessReader, clock: Clock) -> ListVisible:
        return ListVisible(reader, clock)

    @singleton
    @provider
    def who_can(self, reader: AccessReader, clock: Clock) -> WhoCan:
        return WhoCan(reader, clock)

    @singleton
    @provider
    def check(self, reader: AccessReader, things: OrganisationsReader, clock: Clock) -> CheckAccess:
        return CheckAccess(reader, things, clock)

    @singleton
    @provider
    def explain(self, explain: ExplainAccess, things: OrganisationsReader) -> ExplainPath:
        return ExplainPath(explain, things)

    @singleton
    @provider
    def people(self, reader: AccessReader, things: OrganisationsReader, clock: Clock) -> FindPeople:
        return FindPeople(reader, things, clock)

    @singleton
    @provider
    def things(self, reader: AccessReader, clock: Clock) -> FindThings:
        return FindThings(reader, clock)

    @singleton
    @provider
    def actions(
        self, reader: AccessReader, things: OrganisationsReader, clock: Clock
    ) -> FindActions:
        return FindActions(reader, things, clock)
