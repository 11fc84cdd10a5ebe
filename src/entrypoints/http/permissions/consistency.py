"""Which state of access an answer comes from, and from which it has to come at least."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from flask import request
from flask_smorest import Blueprint

from application.permissions.access.ports import AccessReader
from domain.permissions.access.organisation import check_fresh
from domain.principal import Principal
from entrypoints.http.errors import Refusal
from entrypoints.http.openapi import takes_header
from entrypoints.http.use import use

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

View = TypeVar("View", bound=Callable[..., Any])
AT_LEAST, HEADER = "Authz-At-Least", "HTTP_AUTHZ_AT_LEAST"
NUMBER = re.compile(r"\A\d{1,18}\Z", re.ASCII)
SCHEMA = {"type": "string", "pattern": r"^[0-9]{1,18}$"}
SAYS = "An Authz-Version: what is older does not do (409 `stale_snapshot`)."
VERSION = {"Authz-Version": "The version of the organisation's access that this comes from."}


def takes_at_least(blueprint: Blueprint) -> Callable[[View], View]:
    return takes_header(blueprint, AT_LEAST, SAYS, SCHEMA)


def at_least() -> int | None:
    """Return the version asked for, if any; raises Refusal for what is no version."""
    return at_least_in(request.environ)


def at_least_in(environ: "WSGIEnvironment") -> int | None:
    given = environ.get(HEADER)
    if given is None:
        return None
    if not NUMBER.match(given):
        raise Refusal(400, "version_malformed", f"{AT_LEAST} takes a number")
    return int(given)


def versioned(version: int) -> dict[str, str]:
    return {"Authz-Version": str(version)}


def current(by: Principal) -> dict[str, str]:
    """Return the version there is now, for a write that was done before."""
    return versioned(use(AccessReader).version(by.organisation_id))


def fresh(by: Principal) -> Principal:
    """Return who asks once access is as new as they ask for; raises StaleSnapshot, Refusal.

    Ask before anything is read. An organisation that is not there is the reader's to refuse.
    """
    wanted = at_least()
    if wanted is not None and (version := use(AccessReader).version(by.organisation_id)):
        check_fresh(version, wanted)
    return by
