"""Who asks, by the bearer token of the request (RFC 6750)."""

import re
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from flask import request
from flask_smorest import Blueprint

from application.permissions.people.authenticate import Authenticate
from domain.permissions.access.machine_errors import MachinesElsewhere
from domain.permissions.people.errors import NotSignedIn, TokenRefused
from domain.permissions.people.standing import Identity
from entrypoints.http.errors import Refusal
from entrypoints.http.openapi import BEARER
from entrypoints.http.permissions.gate import sees_to_who_asks
from entrypoints.http.use import use

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

View = TypeVar("View", bound=Callable[..., Any])
CREDENTIALS = re.compile(r"bearer ([A-Za-z0-9._~+/-]+=*)", re.IGNORECASE | re.ASCII)
"""One header, one blank: two headers come joined by a comma, which no token has."""


def bearer() -> str | None:
    """Return the token that was sent, if any; raises TokenRefused for what is none.

    Raises Refusal for a token in a place where logs would keep it.
    """
    if "access_token" in request.args:
        raise Refusal(400, "token_in_query", "send the token in the header Authorization only")
    return token_of(request.environ)


def token_of(environ: "WSGIEnvironment") -> str | None:
    """Return the token of the header, if there is one; raises TokenRefused for what is none."""
    given = environ.get("HTTP_AUTHORIZATION")
    if given is None:
        return None
    shown = CREDENTIALS.fullmatch(given)
    if shown is None:
        raise TokenRefused
    return shown[1]


def signed_in() -> Identity:
    """Return who asks, and in which session; raises NotSignedIn, Refusal."""
    token = bearer()
    if token is None:
        raise NotSignedIn
    return use(Authenticate)(token)


def identified(blueprint: Blueprint, *, programs: bool = False) -> Callable[[View], View]:
    """Hand the view who asks, before anything else of the request is looked at.

    A program that somebody lent a session to is not that person: it is let in for `programs` only.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            who = signed_in()
            if who.lent is not None and not programs:
                raise MachinesElsewhere
            return view(who, *args, **kwargs)

        documented: Callable[[Any], View] = blueprint.doc(security=[{BEARER: []}])
        return documented(sees_to_who_asks(wrapper))

    return decorate
