"""Hand a use case, and who acts, to a view."""

from typing import TypeVar

from flask import current_app
from injector import Injector

from domain.principal import Principal

UseCase = TypeVar("UseCase")


def use(case: type[UseCase]) -> UseCase:
    container: Injector = current_app.extensions["container"]
    return container.get(case)


def acting() -> Principal:
    """Return who acts: the local person, until people sign in."""
    return use(Principal)
