"""Which state of access a write made, and which one a read has to know of.

Every write answers `Authz-Version`; who sends it back in `Authz-At-Least` reads what came after.
"""

import re
from collections.abc import Callable
from typing import Any, TypeVar

from flask import request
from flask_smorest import Blueprint

from application.permissions.access.ports import AccessReader
from domain.permissions.access.organisation import check_fresh
from domain.principal import Principal
from entrypoints.http.errors import Refusal
from entrypoints.http.openapi import takes_header
from entrypoints.http.use import use

VERSION, AT_LEAST = "Authz-Version", "Authz-At-Least"
SHOWN = {VERSION: "The version of the organisation's access that this made, for Authz-At-Least."}
SAYS = "An Authz-Version: answer from that state of access or a later one, or 409 stale_snapshot."
SCHEMA = {"type": "string", "pattern": r"^[0-9]{1,18}$"}
NUMBER = re.compile(r"\A[0-9]{1,18}\Z")
View = TypeVar("View", bound=Callable[..., Any])


def made(version: int) -> dict[str, str]:
    """Return the header that a write answers."""
    return {VERSION: str(version)}


def takes_at_least(blueprint: Blueprint) -> Callable[[View], View]:
    """Document the header that a read takes; it may answer 409 then."""
    return takes_header(blueprint, AT_LEAST, SAYS, SCHEMA)


def at_least() -> int | None:
    """Return the version that the request asks for, if any; raises Refusal."""
    given = request.headers.get(AT_LEAST)
    if given is None:
        return None
    if not NUMBER.match(given):
        raise Refusal(400, "authz_at_least_malformed", f"{AT_LEAST} takes an {VERSION}, a number")
    return int(given)


def fresh(by: Principal) -> Principal:
    """Return who asks once access is as new as they ask for; raises StaleSnapshot, Refusal.

    Ask before anything is read. An organisation that is not there is the reader's to refuse.
    """
    wanted = at_least()
    if wanted is not None and (version := use(AccessReader).version(by.organisation_id)):
        check_fresh(version, wanted)
    return by
