"""The organisation that runs the installation, and its first administrator."""

from injector import Module, provider, singleton

from application.access.ports import Access
from application.access.require import Operators
from entrypoints.composition.infrastructure import LOCAL


class Operating(Module):
    @singleton
    @provider
    def operators(self, access: Access) -> Operators:
        return Operators(access, LOCAL.organisation_id)
