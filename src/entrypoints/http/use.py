"""Hand a use case, and who acts, to a view."""

from collections.abc import Callable
from typing import Any, TypeVar

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


def acting() -> Principal:
    """Return who acts: the local person, or who signed in where that is required."""
    who: Callable[[], Principal] | None = current_app.extensions.get("acting")
    return who() if who else _cases().container.get(Principal)


def _cases() -> Cases:
    cases: Cases = current_app.extensions["cases"]
    return cases
