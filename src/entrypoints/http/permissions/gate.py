"""Who does not say who they are learns nothing else: they are turned away before a body is read."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_smorest import Blueprint

from entrypoints.http.use import let_in

View = TypeVar("View", bound=Callable[..., Any])
SEES_TO_IT = "sees_to_who_asks"


def for_anybody(blueprint: Blueprint) -> Callable[[View], View]:
    """Let everybody in, and say so in the document: what proves them, if anything, is no bearer."""

    def decorate(view: View) -> View:
        documented: Callable[[Any], View] = blueprint.doc(security=[])
        return documented(sees_to_who_asks(view))

    return decorate


def sees_to_who_asks(view: View) -> View:
    """Mark a view that looks for itself who asks, first of all."""
    setattr(view, SEES_TO_IT, True)
    return view


def guard(app: Flask, blueprint: Blueprint) -> None:
    """Stand before each of its views that is not marked, behind what the blueprint itself does."""
    app.before_request_funcs.setdefault(blueprint.name, []).append(_stop)


def _stop() -> None:
    """Raises NotSignedIn, TokenRefused, Refusal."""
    view = current_app.view_functions[str(request.endpoint)]
    if request.method != "OPTIONS" and not hasattr(view, SEES_TO_IT):
        let_in()
