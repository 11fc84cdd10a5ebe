"""Hand a use case, and who acts, to a view."""

from typing import Any, Protocol, TypeVar
from uuid import UUID

from flask import Flask, current_app
from injector import Injector

from domain.principal import Principal

UseCase = TypeVar("UseCase")


class Cases(dict[type[Any], Any]):
    """Use cases have no state of their own: each is composed once, when it is first asked for."""

    def __init__(self, container: Injector) -> None:
        super().__init__()
        self.container = container
        self._local: tuple[object, Any] = (None, None)

    def __missing__(self, case: type[Any]) -> Any:
        made = self[case] = self.container.get(case)
        return made

    def use(self, case: type[UseCase]) -> UseCase:
        composed: UseCase = self[case]
        return composed

    def local(self) -> Principal:
        """Return who acts where nobody signs in; the injector's own search takes ten times as long.

        It may be bound anew, unlike a use case.
        """
        bound, _ = self.container.binder.get_binding(Principal)
        if bound is not self._local[0]:
            self._local = bound, self.container.get(Principal)
        found: Principal = self._local[1]
        return found


def register(app: Flask, container: Injector) -> None:
    app.extensions["cases"] = Cases(container)


def use(case: type[UseCase]) -> UseCase:
    return cases().use(case)


class Caller(Protocol):
    """Tells who a request comes from."""

    def acting(self, within: UUID | None) -> Principal: ...

    def person(self) -> Principal: ...

    def let_in(self) -> None: ...


def acting(within: UUID | None = None) -> Principal:
    """Return who acts, for the organisation that the path names, or else for their own.

    Raises NotSignedIn, OrganisationNotFound, OrganisationUnnamed, Refusal.
    """
    return _caller().acting(within)


def signed_in() -> Principal:
    """Return who acts where no organisation matters: nothing is said about the one it names.

    Raises NotSignedIn, and GuestsElsewhere for who came in by a link.
    """
    return _caller().person()


def let_in() -> None:
    """See that somebody asks, whoever it is and whatever they may; raises as `acting` does."""
    _caller().let_in()


def _caller() -> Caller:
    caller: Caller = current_app.extensions["caller"]
    return caller


def cases() -> Cases:
    """Return those of the application that was asked."""
    held: Cases = current_app.extensions["cases"]
    return held
