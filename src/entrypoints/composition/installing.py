"""How modules are installed: what a kind of them provides is found out once for a process."""

from collections.abc import Callable
from functools import cache, partial
from inspect import getmembers

from injector import Binder, Module

Installs = Callable[[Binder], None]


def installing(module: Module) -> Installs:
    """Return what installs the module, as it would itself if it did not ask all its members."""
    return partial(_install, module)


def _install(module: Module, binder: Binder) -> None:
    kind: type = type(module)
    for name in _providers(kind):
        provide = getattr(module, name)
        binder.bind(provide.__binding__.interface, to=provide)
    module.configure(binder)


@cache
def _providers(kind: type) -> tuple[str, ...]:
    """Return the names of the methods that are marked as providers."""
    return tuple(name for name, _ in getmembers(kind, lambda one: hasattr(one, "__binding__")))
