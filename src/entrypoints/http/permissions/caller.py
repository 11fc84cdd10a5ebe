"""Who a request comes from: a person, their key or program, a guest, or the local person."""

from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from flask import Flask, g, request

from application.clock import Clock
from application.permissions.access.links.ports import Guest, GuestTokens
from application.permissions.access.machines.act_by_key import ActByKey
from application.permissions.access.organisations.act_for import ActFor
from application.permissions.oauth.machines import ActByMachine
from application.permissions.people.authenticate import Authenticate
from domain.ids import OrganisationId, UserId
from domain.permissions.access.errors import OrganisationNotFound
from domain.permissions.access.link_errors import GuestsElsewhere
from domain.permissions.access.machine_errors import MachinesElsewhere
from domain.permissions.people.errors import NotSignedIn, TokenRefused
from domain.permissions.people.standing import Identity
from domain.principal import Kind, Principal
from entrypoints.http.errors import Refusal
from entrypoints.http.permissions.people.bearer import bearer
from entrypoints.http.use import local, use
from entrypoints.settings import Settings

ORGANISATION = "Portico-Organisation"
KEY = "pak_"


def register(app: Flask) -> None:
    app.extensions["caller"] = BearerCaller()


@dataclass(frozen=True, slots=True)
class BearerCaller:
    """Looks who it is up once a request, whatever else is asked about them."""

    def acting(self, within: UUID | None) -> Principal:
        named = None if within is None else OrganisationId(within)
        if "callers" not in g:
            g.callers = {}
        if named not in g.callers:
            g.callers[named] = _acting(named)
        found: Principal = g.callers[named]
        return found

    def person(self) -> Principal:
        who = _who()
        if isinstance(who, Guest):
            raise GuestsElsewhere
        if isinstance(who, Principal):
            raise MachinesElsewhere
        return local() if who is None else replace(local(), user_id=who.user_id)


def _acting(named: OrganisationId | None) -> Principal:
    who = _who()
    if isinstance(who, Guest):
        if named not in (None, who.organisation_id):
            raise OrganisationNotFound
        return Principal(UserId(who.link_id), who.organisation_id, Kind.GUEST)
    wanted = named or _header()
    if isinstance(who, Principal):
        return _by_machine(who, wanted)
    if who is not None:
        return use(ActFor)(who.user_id, wanted)
    return local() if wanted is None else use(ActFor)(local().user_id, wanted)


def _by_machine(who: Principal, wanted: OrganisationId | None) -> Principal:
    """Return them if they still belong there; raises OrganisationNotFound, also for any other."""
    if wanted not in (None, who.organisation_id):
        raise OrganisationNotFound
    return use(ActFor)(who.user_id, who.organisation_id, who.at_most)


def _who() -> Identity | Guest | Principal | None:
    """Return whom a program acts as, or None for the local person; raises NotSignedIn, Refusal."""
    token = bearer()
    if token is None:
        if use(Settings).sign_in == "required":
            raise NotSignedIn
        return None
    if token.startswith(KEY):
        return _by_key(token)
    for read in (_by_session, use(ActByMachine)):
        with suppress(TokenRefused):
            return read(token)
    return use(GuestTokens).read(token, use(Clock).now())


def _by_session(token: str) -> Identity | Principal:
    who = use(Authenticate)(token)
    if who.lent is None:
        return who
    return Principal(who.user_id, who.lent.organisation_id, at_most=who.lent.scope.level)


def _by_key(shown: str) -> Principal:
    found = use(ActByKey)(shown)
    if found is None:
        raise TokenRefused
    return found


def _header() -> OrganisationId | None:
    given = request.headers.get(ORGANISATION)
    if given is None:
        return None
    try:
        return OrganisationId(UUID(given))
    except ValueError:
        raise Refusal(400, "organisation_malformed", f"{ORGANISATION} takes an id") from None
