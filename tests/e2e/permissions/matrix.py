"""Who may ask what: one line a route."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from entrypoints.testing import Portico

METHODS = {"get", "post", "put", "patch", "delete"}
ROUTES = sorted(
    (method.upper(), path)
    for path, item in Portico.start().client.get("/api/openapi.json").get_json()["paths"].items()
    for method in item.keys() & METHODS
)
RANKS = {"viewer": 1, "contributor": 2, "manager": 3, "admin": 4}
GUESTS = {"guest_view": 1, "guest_edit": 2}
NOBODY = ("anonymous", "expired")
"""Nobody knows who they are: they sent no token, or one that is over."""


class Class(Enum):
    """How an answer looks to who asked; what the request itself says does not matter here."""

    THROUGH = "through"
    UNKNOWN = 401
    FORBIDDEN = 403
    HIDDEN = 404

    @classmethod
    def of(cls, status: int) -> Class:
        return cls(status) if status in {401, 403, 404} else cls.THROUGH


@dataclass(frozen=True, slots=True)
class Line(ABC):
    """`level` is what it takes; `body` and `query` are such that nothing else is refused."""

    level: int = 0
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @abstractmethod
    def expected(self, who: str) -> Class:
        """Return what `who` is to see."""


class Open(Line):
    """Whoever asks."""

    def expected(self, who: str) -> Class:
        return Class.THROUGH


class Closed(Line):
    """Whoever asks is told that there is no such thing: the request names none of theirs."""

    def expected(self, who: str) -> Class:
        return Class.HIDDEN


class Person(Line):
    """Whoever is signed in; `FORBIDDEN` to guests."""

    def expected(self, who: str) -> Class:
        if who in NOBODY:
            return Class.UNKNOWN
        return Class.FORBIDDEN if who in GUESTS else Class.THROUGH


class Account(Line):
    """Whoever has a session: a guest's token is none."""

    def expected(self, who: str) -> Class:
        return Class.UNKNOWN if who in NOBODY or who in GUESTS else Class.THROUGH


class Member(Line):
    """Whoever acts for the organisation, guests among them unless they are `kept_out`."""

    kept_out = False

    def expected(self, who: str) -> Class:
        if who in NOBODY:
            return Class.UNKNOWN
        if who in {"suspended", "stranger"}:
            return Class.HIDDEN
        return Class.FORBIDDEN if self.kept_out and who in GUESTS else Class.THROUGH


class MemberOnly(Member):
    kept_out = True


class Organisation(Line):
    """Members with that level in the organisation; who is none of them does not know of it."""

    guests = Class.HIDDEN

    def expected(self, who: str) -> Class:
        if who in NOBODY:
            return Class.UNKNOWN
        if who in {"suspended", "stranger"}:
            return Class.HIDDEN
        if who in GUESTS:
            return self.guests
        return Class.THROUGH if RANKS[who] >= self.level else Class.FORBIDDEN


class NotKept(Organisation):
    """The same, of a thing that is not there."""

    def expected(self, who: str) -> Class:
        told = super().expected(who)
        return Class.HIDDEN if told is Class.THROUGH else told


class Operators(Organisation):
    """The same, where there is nothing to hide."""

    guests = Class.FORBIDDEN


class Resource(Line):
    """Who holds that level on the thing; who holds none does not know of it."""

    def expected(self, who: str) -> Class:
        if who in NOBODY:
            return Class.UNKNOWN
        held = {**RANKS, **GUESTS}.get(who, 0)
        if held == 0:
            return Class.HIDDEN
        return Class.THROUGH if held >= self.level else Class.FORBIDDEN


class Kept(Resource):
    """What guests are not told of, whatever their link lets them do."""

    def expected(self, who: str) -> Class:
        return Class.HIDDEN if who in GUESTS else Resource.expected(self, who)


class Own(Line):
    """Ada's alone: nobody else is told of it, whatever they may do."""

    ranks: tuple[str, ...] = ("admin",)

    def expected(self, who: str) -> Class:
        if who in NOBODY:
            return Class.UNKNOWN
        return Class.THROUGH if who in self.ranks else Class.HIDDEN


class Managers(Own):
    """Those who manage the organisation; nobody else is told of it."""

    ranks = ("manager", "admin")


class KeptByAda(Own):
    """A guest is told that keys are not for guests."""

    def expected(self, who: str) -> Class:
        return Class.FORBIDDEN if who in GUESTS else Own.expected(self, who)


class Refused(Line):
    """What is sent proves nobody, whoever sends it."""

    def expected(self, who: str) -> Class:
        return Class.UNKNOWN


class NotTheirs(Line):
    """Whoever is signed in is told that there is no such thing; a guest as `guests` says."""

    guests = Class.UNKNOWN

    def expected(self, who: str) -> Class:
        if who in NOBODY:
            return Class.UNKNOWN
        return self.guests if who in GUESTS else Class.HIDDEN


class NotOffered(NotTheirs):
    guests = Class.FORBIDDEN


VIEW, EDIT, MANAGE, ADMINISTER = 1, 2, 3, 4
ANY = {"If-Match": "*"}
API = "/api/v1"
ORG, DOC, CONV, RES, SOURCE = (
    f"{API}/{name}/{{{one}_id}}"
    for name, one in (
        ("organisations", "organisation"),
        ("documents", "document"),
        ("conversations", "conversation"),
        ("resources", "resource"),
        ("sources", "source"),
    )
)
SCHEMAS = f"{API}/schemas/{{event_type}}/versions"
EVENT = {"id": "{new}", "source": "shop", "type": "order.paid", "data": {}}
ROW = {
    "campaign_id": 1, "influencer_id": "ann", "likes": 1, "comments": 1, "shares": 1, "views": 1,
}  # fmt: skip
BRIEF = {"brand": "Harbour", "product": "Lamp", "goal": "awareness", "platform": "x"}
TOLD = {"source": "shop", "id": "none"}
ASKED = {"subject": {"type": "user", "id": "{own}"}, "action": {"name": "view"}}
THING = {"type": "folder", "id": "{resource_id}"}
MATRIX: dict[str, Line] = {
    "GET /.well-known/authzen-configuration": Open(),
    "GET /.well-known/jwks.json": Open(),
    "GET /.well-known/oauth-authorization-server": Open(),
    "GET /health/live": Open(),
    "GET /health/ready": Open(),
    "GET /metrics": Open(),
    f"POST {API}/auth/sign-up": Open(body={"email": "new@example.org", "password": "a" * 12}),
    f"POST {API}/auth/password-resets": Open(body={"email": "new@example.org"}),
    f"POST {API}/auth/verifications": Closed(body={"token": "none"}),
    f"POST {API}/auth/password-resets/completions": Closed(
        body={"token": "none", "password": "a" * 12}
    ),
    f"POST {API}/guest-sessions": Closed(body={"secret": "none"}),
    f"POST {API}/auth/token": Open(),  # who asks is in the form, and not in the bearer
    f"POST {API}/auth/revoke": Open(),
    f"POST {API}/auth/authorizations": Account(
        body={"client_id": "none", "redirect_uri": "none", "decision": "allow"}
    ),
    f"GET {API}/me": Account(),
    f"PATCH {API}/me": Account(body={"name": "Ada"}, headers=ANY),
    f"GET {API}/me/sessions": Account(),
    f"GET {API}/organisations": Person(),
    f"POST {API}/organisations": Person(body={"name": "Mine"}),
    f"GET {API}/me/resources": Member(),
    f"GET {API}/documents": Member(),
    f"GET {API}/conversations": Member(),
    f"POST {API}/search": Member(body={"query": "lamp"}),
    f"POST {API}/search/explanations": Member(body={"query": "lamp"}),
    f"POST {API}/access/checks": Member(body={"action": "view", "resource": THING}),
    "POST /access/v1/evaluation": MemberOnly(body={**ASKED, "resource": THING}),
    "POST /access/v1/evaluations": MemberOnly(body={**ASKED, "evaluations": [{"resource": THING}]}),
    "POST /access/v1/search/action": MemberOnly(
        body={"subject": ASKED["subject"], "resource": THING}
    ),
    "POST /access/v1/search/resource": MemberOnly(body={**ASKED, "resource": {"type": "folder"}}),
    "POST /access/v1/search/subject": Operators(
        MANAGE, body={"subject": {"type": "user"}, "action": {"name": "view"}, "resource": THING}
    ),
    f"POST {API}/access/explanations": Member(body={"action": "view", "resource": THING}),
    f"POST {API}/access/previews": Kept(
        MANAGE, body={"change": {"type": "revoke_grant", "grant_id": "{grant_id}"}}
    ),
    f"POST {API}/auth/sign-in": Refused(body={"email": "no@example.org", "password": "a" * 12}),
    f"POST {API}/auth/refresh": Refused(body={"refresh_token": "none"}),
    f"POST {API}/auth/sign-out": Account(),
    f"POST {API}/me/password": Account(body={"current": "{password}", "new": "{password}"}),
    f"DELETE {API}/me/sessions/{{session_id}}": NotTheirs(),
    f"POST {API}/invitations/acceptances": NotOffered(body={"token": "none"}),
    f"GET {API}/documents/{{document_id}}/erasure": Managers(),
    f"GET {API}/runs/{{run_id}}/events": Own(),
    f"POST {API}/resources": Organisation(EDIT, body={"kind": "folder", "name": "Charts"}),
    f"GET {API}/index/generations/{{generation_id}}": Operators(ADMINISTER),
    f"DELETE {API}/index/generations/{{generation_id}}": Operators(ADMINISTER),
    f"POST {API}/index/generations/{{generation_id}}/activation": Operators(ADMINISTER, body={}),
    f"DELETE {ORG}/invitations/{{invitation_id}}": Organisation(MANAGE),
    f"DELETE {ORG}/members/{{person_id}}": Organisation(ADMINISTER),
    f"PUT {ORG}/members/{{person_id}}/suspension": Organisation(ADMINISTER),
    f"DELETE {ORG}/members/{{person_id}}/suspension": Organisation(ADMINISTER),
    f"POST {API}/conversations": MemberOnly(body={}),
    f"GET {API}/index": Operators(ADMINISTER),
    f"POST {API}/index/generations": Operators(ADMINISTER, body={"embedder": "none"}),
    f"GET {API}/index/golden-queries": Organisation(ADMINISTER),
    f"PUT {API}/index/golden-queries": Organisation(ADMINISTER, body={"items": []}),
    f"POST {API}/index/rollback": Operators(ADMINISTER),
    f"POST {API}/documents": Organisation(EDIT, body={"title": "T", "text": "{new}"}),
    f"GET {ORG}": Organisation(),
    f"PATCH {ORG}": Organisation(ADMINISTER, body={"name": "Harbour"}, headers=ANY),
    f"GET {ORG}/departments": Organisation(),
    f"POST {ORG}/departments": Organisation(MANAGE, body={"name": "Pier"}),
    f"PATCH {ORG}/departments/{{department_id}}": Organisation(
        MANAGE, body={"name": "Quay"}, headers=ANY
    ),
    f"DELETE {ORG}/departments/{{department_id}}": Organisation(MANAGE),
    f"GET {ORG}/members": Organisation(),
    f"PUT {ORG}/members/{{person_id}}/role": Organisation(MANAGE, body={"role": "viewer"}),
    f"DELETE {ORG}/members/{{person_id}}/role": Organisation(MANAGE),
    f"GET {ORG}/invitations": Organisation(MANAGE),
    f"POST {ORG}/invitations": Organisation(
        MANAGE, body={"email": "{new}@example.org", "role": "viewer"}
    ),
    f"GET {ORG}/api-keys": MemberOnly(),
    f"POST {ORG}/api-keys": MemberOnly(body={"name": "{new}", "scope": "read"}),
    f"DELETE {ORG}/api-keys/{{key_id}}": KeptByAda(),
    f"GET {ORG}/clients": Operators(ADMINISTER),
    f"POST {ORG}/clients": Operators(ADMINISTER, body={"name": "{new}", "kind": "machine"}),
    f"POST {ORG}/clients/{{client_id}}/secret": Operators(ADMINISTER),
    f"DELETE {ORG}/clients/{{client_id}}": Operators(ADMINISTER),
    f"GET {ORG}/audit": Organisation(ADMINISTER),
    f"GET {ORG}/audit/export": Organisation(ADMINISTER),
    f"GET {ORG}/audit/verification": Organisation(ADMINISTER),
    f"POST {API}/events": Organisation(EDIT, body=EVENT),
    "POST /register_event": Organisation(EDIT, body=EVENT),
    f"GET {API}/events": Organisation(VIEW),
    f"GET {API}/events/{{source}}/{{id}}": NotKept(VIEW),
    "GET /get_status": NotKept(VIEW, query=TOLD),
    f"GET {API}/streams": Organisation(VIEW),
    f"GET {API}/dead-letters": Organisation(VIEW),
    f"GET {API}/dead-letters/{{letter_id}}": NotKept(VIEW),
    f"POST {API}/dead-letters/redrives": Organisation(MANAGE, body={}),
    f"POST {API}/imports": Organisation(EDIT, body={"file": "Customer_Id,Type\n1,Red"}),
    f"GET {API}/imports": Organisation(VIEW),
    f"GET {API}/drafts": Organisation(VIEW),
    f"GET {API}/drafts/{{draft_id}}": NotKept(VIEW),
    f"POST {API}/drafts/{{draft_id}}/replay": NotKept(EDIT),
    f"GET {API}/imports/{{import_id}}": NotKept(VIEW),
    f"GET {API}/imports/{{import_id}}/decisions": NotKept(VIEW),
    f"GET {API}/imports/{{import_id}}/changes": NotKept(VIEW),
    f"GET {API}/imports/{{import_id}}/refusals": NotKept(VIEW),
    f"POST {API}/imports/{{import_id}}/application": NotKept(EDIT, body={}),
    f"POST {API}/imports/{{import_id}}/reversal": NotKept(EDIT),
    f"GET {API}/customers": Organisation(VIEW),
    f"GET {API}/customers/{{customer_id}}": NotKept(VIEW),
    f"GET {API}/stats/customers": Organisation(VIEW),
    f"GET {API}/stats/products": Organisation(VIEW),
    f"GET {API}/stats/interactions": Organisation(VIEW),
    f"GET {API}/product-interactions": Organisation(VIEW),
    f"GET {API}/summarized_interactions/{{customer_id}}": NotKept(VIEW),
    f"GET {API}/generate-content/{{customer_id}}": NotKept(VIEW),
    f"POST {API}/replays": Organisation(MANAGE, body={"consumer": "tallies"}),
    f"GET {API}/replays": Organisation(VIEW),
    f"GET {API}/replays/{{replay_id}}": NotKept(VIEW),
    f"POST {API}/replays/{{replay_id}}/cancellation": NotKept(MANAGE),
    f"POST {API}/performance-files": Organisation(EDIT, body={}),
    f"GET {API}/performance-files": Organisation(VIEW),
    f"GET {API}/performance-files/{{file_id}}": NotKept(VIEW),
    f"DELETE {API}/performance-files/{{file_id}}": NotKept(EDIT),
    f"GET {API}/performance-files/{{file_id}}/quarantine": NotKept(VIEW),
    f"POST {API}/performance-files/{{file_id}}/quarantine/{{row}}/replay": NotKept(EDIT, body=ROW),
    f"GET {API}/performance-files/{{file_id}}/quarantine/{{row}}/replays": NotKept(VIEW),
    f"GET {API}/top-performers": Organisation(VIEW),
    f"GET {API}/performance-revisions": Organisation(
        VIEW, query={"campaign_id": "1", "influencer_id": "a", "day": "2026-01-01"}
    ),
    f"GET {API}/markets": Organisation(VIEW),
    f"GET {API}/markets/{{symbol}}/price": NotKept(VIEW),
    f"GET {API}/markets/{{symbol}}/ranges": NotKept(VIEW),
    f"GET {API}/markets/{{symbol}}/trades": NotKept(VIEW),
    f"GET {API}/markets/{{symbol}}/gaps": NotKept(VIEW),
    f"GET {API}/markets/{{symbol}}/audit": NotKept(VIEW),
    f"GET {API}/markets/{{symbol}}/incidents": NotKept(VIEW),
    f"GET {API}/markets/{{symbol}}/stream": NotKept(VIEW),
    f"POST {API}/markets/{{symbol}}/backfills": NotKept(VIEW, body={"from_id": 1, "to_id": 2}),
    f"GET {API}/markets/{{symbol}}/backfills/{{backfill_id}}": NotKept(VIEW),
    f"POST {API}/campaign-briefs": Organisation(EDIT, body=BRIEF),
    f"GET {API}/campaign-briefs": Organisation(VIEW),
    f"GET {API}/campaign-briefs/{{brief_id}}": NotKept(VIEW),
    f"GET {API}/campaign-briefs/{{brief_id}}/trace": NotKept(VIEW),
    f"POST {API}/erasures": Organisation(ADMINISTER, body={"subject": "kim"}),
    f"GET {API}/erasures/{{erasure_id}}": NotKept(MANAGE),
    f"GET {API}/sources": Organisation(),
    f"POST {API}/sources": Organisation(MANAGE, body={"name": "{new}", "kind": "api"}),
    f"GET {SOURCE}": Organisation(),
    f"POST {SCHEMAS}": Organisation(MANAGE, body={"schema": True}),
    f"GET {SCHEMAS}": Organisation(),
    f"GET {SCHEMAS}/{{number}}": Organisation(),
    f"PATCH {SOURCE}": Organisation(MANAGE, body={"event_type": "order.paid"}, headers=ANY),
    f"DELETE {SOURCE}": Organisation(MANAGE),
    f"POST {SOURCE}/secret-rotations": Organisation(MANAGE, body={}),
    f"POST {API}/webhooks/{{source_id}}": Refused(),  # a signature proves who sends, and no bearer
    f"GET {DOC}": Resource(VIEW),
    f"GET {DOC}/content": Resource(VIEW),
    f"GET {DOC}/pages/{{number}}": Resource(VIEW),
    f"PUT {DOC}/content": Resource(EDIT, body={"text": "{new}"}, headers=ANY),
    f"POST {DOC}/retry": Resource(EDIT),
    f"DELETE {DOC}": Resource(MANAGE),
    f"GET {CONV}": Resource(VIEW),
    f"PATCH {CONV}": Resource(EDIT, body={"title": "Other"}, headers=ANY),
    f"DELETE {CONV}": Resource(MANAGE),
    f"GET {CONV}/export": Resource(VIEW),
    f"GET {CONV}/messages": Resource(VIEW),
    f"POST {CONV}/messages": Resource(EDIT, body={"content": "What does the lamp do?"}),
    f"PUT {API}/messages/{{message_id}}/feedback": Resource(VIEW, body={"rating": "up"}),
    f"DELETE {API}/messages/{{message_id}}/feedback": Resource(VIEW),
    f"POST {API}/runs/{{run_id}}/stop": Resource(EDIT),
    f"GET {RES}": Resource(VIEW),
    f"PATCH {RES}": Kept(EDIT, body={"name": "Maps"}, headers=ANY),
    f"DELETE {RES}": Kept(MANAGE),
    f"GET {RES}/access": Resource(MANAGE),
    f"GET {RES}/grants": Resource(MANAGE),
    f"POST {RES}/grants": Kept(
        MANAGE, body={"subject": {"type": "person", "id": "{person_id}"}, "level": "view"}
    ),
    f"GET {RES}/links": Resource(MANAGE),
    f"POST {RES}/links": Kept(MANAGE, body={"level": "view"}),
    f"DELETE {RES}/links": Kept(MANAGE),
    f"PATCH {API}/grants/{{grant_id}}": Kept(MANAGE, body={"level": "edit"}),
    f"DELETE {API}/grants/{{grant_id}}": Kept(MANAGE),
    f"DELETE {API}/links/{{link_id}}": Kept(MANAGE),
    f"POST {API}/links/{{link_id}}/rotation": Kept(MANAGE),
}
