"""Classes that are made of what their constructors ask for, which is bound elsewhere."""

from typing import Generic, TypeVar

from injector import Binder, Injector, Provider, inject, singleton

Made = TypeVar("Made")


def autowire(binder: Binder, *kinds: type) -> None:
    """Bind each class to the one of it that there is, which is made when it is first asked for."""
    for kind in kinds:
        binder.bind(kind, to=Constructed(kind), scope=singleton)


class Constructed(Provider[Made], Generic[Made]):
    def __init__(self, kind: type[Made]) -> None:
        self._kind = kind

    def get(self, injector: Injector) -> Made:
        """A constructor's annotations are read once for a process."""
        if not hasattr(self._kind.__init__, "__bindings__"):
            inject(self._kind)
        return injector.create_object(self._kind)
