"""The audit, bound to the world."""

from injector import Module, provider, singleton

from application.clock import Clock
from application.permissions.access.audit.read_audit import ReadAudit
from application.permissions.access.audit.search_audit import SearchAudit
from application.permissions.access.ports import AccessReader, OrganisationsReader


class Audit(Module):
    @singleton
    @provider
    def read_audit(
        self, access: AccessReader, reader: OrganisationsReader, clock: Clock
    ) -> ReadAudit:
        return ReadAudit(access, reader, clock)

    @singleton
    @provider
    def audit(self, read: ReadAudit) -> SearchAudit:
        return SearchAudit(read)
