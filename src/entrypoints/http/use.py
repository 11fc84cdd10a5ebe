"""Hand a use case, and who acts, to a view."""

from dataclasses import replace
from typing import Any, TypeVar
from uuid import UUID

from flask import Flask, current_app
from injector import Injector

from domain.ids import OrganisationId
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


def acting(within: UUID | None = None) -> Principal:
    """Return who acts, in the organisation that the path names: the local person, for now."""
    by = signed_in()
    return by if within is None else replace(by, organisation_id=OrganisationId(within))


def signed_in() -> Principal:
    """Return who acts where no organisation matters: nothing is said about the one it names."""
    return _cases().container.get(Principal)


def _cases() -> Cases:
    cases: Cases = current_app.extensions["cases"]
    return cases
