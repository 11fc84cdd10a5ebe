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

    def __missing__(self, case: type[Any]) -> Any:
        made = self[case] = self.container.get(case)
        return made


def register(app: Flask, container: Injector) -> None:
    app.extensions["cases"] = Cases(container)


def use(case: type[UseCase]) -> UseCase:
    composed: UseCase = _cases()[case]
    return composed


class Caller(Protocol):
    """Tells who a request comes from."""

    def acting(self, within: UUID | None) -> Principal: ...

    def person(self) -> Principal: ...


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


def local() -> Principal:
    """Return who acts where nobody signs in."""
    return _cases().container.get(Principal)


def _caller() -> Caller:
    caller: Caller = current_app.extensions["caller"]
    return caller


def _cases() -> Cases:
    cases: Cases = current_app.extensions["cases"]
    return cases
