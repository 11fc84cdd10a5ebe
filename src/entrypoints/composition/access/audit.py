"""The audit, bound to the world."""

from injector import Binder, Module

from application.permissions.access.audit.read_audit import ReadAudit
from application.permissions.access.audit.search_audit import SearchAudit
from entrypoints.composition.autowiring import autowire


class Audit(Module):
    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            ReadAudit,
            SearchAudit,
        )
