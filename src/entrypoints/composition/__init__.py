"""The composition root: the only package that knows both sides of a port."""

from injector import Injector, Module

from entrypoints.composition.access.deciding import Deciding
from entrypoints.composition.access.decisions import Decisions
from entrypoints.composition.access.organisations import Organisations
from entrypoints.composition.access.sharing import Sharing
from entrypoints.composition.conversations import Conversations
from entrypoints.composition.indexing import Indexing
from entrypoints.composition.infrastructure import Infrastructure
from entrypoints.composition.knowledge import Knowledge
from entrypoints.composition.permissions import Permissions
from entrypoints.composition.stores import stores
from entrypoints.composition.work import Work
from entrypoints.settings import Settings


def compose(settings: Settings, *overrides: Module) -> Injector:
    """Bind every port; later modules override earlier ones. Raises SettingsError."""
    modules = [
        Infrastructure(settings),
        stores(settings),
        Indexing(settings),
        Knowledge(settings),
        Conversations(settings),
        Organisations(),
        Sharing(),
        Decisions(),
        Deciding(),
        Permissions(),
        Work(settings),
    ]
    return Injector([*modules, *overrides], auto_bind=False)
