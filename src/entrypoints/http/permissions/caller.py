"""Who a request comes from: a person, their key or program, a guest, or the local person."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TypeAlias
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
from entrypoints.http.use import Cases, cases
from entrypoints.settings import Settings

ORGANISATION, HEADER = "Portico-Organisation", "HTTP_PORTICO_ORGANISATION"
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
            g.callers[named] = _asking().acting(named)
        found: Principal = g.callers[named]
        return found

    def person(self) -> Principal:
        asking = _asking()
        who, local = asking.who(), asking.cases.local()
        if isinstance(who, Guest):
            raise GuestsElsewhere
        if isinstance(who, Principal):
            raise MachinesElsewhere
        return local if who is None else replace(local, user_id=who.user_id)

    def let_in(self) -> None:
        _asking().who()


Who: TypeAlias = Identity | Guest | Principal | None


def _asking() -> "Asking":
    if "asking" not in g:
        g.asking = Asking(cases(), bearer(), request.environ.get(HEADER))
    found: Asking = g.asking
    return found


@dataclass(slots=True)
class Asking:
    """The token and the organisation that were sent, each if one was; looked up once."""

    cases: Cases
    token: str | None
    organisation: str | None
    _found: list[Who] = field(default_factory=list)

    def acting(self, named: OrganisationId | None) -> Principal:
        """Return who acts, there or in their own; raises what `use.acting` raises."""
        who, act = self.who(), self.cases.use(ActFor)
        if isinstance(who, Guest):
            if named not in (None, who.organisation_id):
                raise OrganisationNotFound
            return Principal(UserId(who.link_id), who.organisation_id, Kind.GUEST)
        wanted = named or self._wanted()
        if isinstance(who, Principal):
            if wanted not in (None, who.organisation_id):
                raise OrganisationNotFound
            return act(who.user_id, who.organisation_id, who.at_most)  # if they are still there
        if who is not None:
            return act(who.user_id, wanted)
        local = self.cases.local()
        return local if wanted is None else act(local.user_id, wanted)

    def who(self) -> Who:
        """Return whom a program acts as, or None for the local person.

        Raises NotSignedIn, TokenRefused.
        """
        if not self._found:
            self._found.append(self._looked_up())
        return self._found[0]

    def _looked_up(self) -> Who:
        token, cases = self.token, self.cases
        if token is None:
            if cases.use(Settings).sign_in == "required":
                raise NotSignedIn
            return None
        if token.startswith(KEY):
            return self._by_key(token)
        for read in (self._by_session, cases.use(ActByMachine)):
            with suppress(TokenRefused):
                return read(token)
        return cases.use(GuestTokens).read(token, cases.use(Clock).now())

    def _by_session(self, token: str) -> Identity | Principal:
        who = self.cases.use(Authenticate)(token)
        if who.lent is None:
            return who
        return Principal(who.user_id, who.lent.organisation_id, at_most=who.lent.scope.level)

    def _by_key(self, shown: str) -> Principal:
        found = self.cases.use(ActByKey)(shown)
        if found is None:
            raise TokenRefused
        return found

    def _wanted(self) -> OrganisationId | None:
        """Raises Refusal."""
        if self.organisation is None:
            return None
        try:
            return OrganisationId(UUID(self.organisation))
        except ValueError:
            raise Refusal(400, "organisation_malformed", f"{ORGANISATION} takes an id") from None
