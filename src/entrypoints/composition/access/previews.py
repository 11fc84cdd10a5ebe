"""Changes that are only tried, bound to the world."""

from injector import Binder, Module

from application.permissions.access.decisions.preview_access import PreviewAccess
from application.permissions.access.decisions.trial import MakeChange
from entrypoints.composition.autowiring import autowire


class Previews(Module):
    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            MakeChange,
            PreviewAccess,
        )
