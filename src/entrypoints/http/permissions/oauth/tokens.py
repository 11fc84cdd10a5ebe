"""Where programs get tokens and give them back, and where people say yes or no to them.

Token and revocation speak OAuth's own words: forms in, `error` and `error_description` out. Authlib
is loaded with the first request: that takes a tenth of a second, which nothing else need wait.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response
from flask_smorest import Blueprint

from domain.permissions.people.standing import Identity
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.errors import Refusal
from entrypoints.http.openapi import HEADERS, REFUSALS, answers, schema_of
from entrypoints.http.permissions.gate import for_anybody
from entrypoints.http.permissions.oauth.views import (
    ConsentDraft,
    ConsentView,
    GivenTokens,
    OAuthRefusal,
    RevocationForm,
    Revoked,
    TokenForm,
)
from entrypoints.http.permissions.people.bearer import identified
from entrypoints.http.problems import PROBLEM, Problem

blueprint = Blueprint(
    "oauth",
    __name__,
    url_prefix="/api/v1/auth",
    description="OAuth 2: programs that people let act for them.",
)
FORM = "application/x-www-form-urlencoded"
View = TypeVar("View", bound=Callable[..., Any])


def in_oauths_words(form: type) -> Callable[[View], View]:
    """Document a form, and refusals that have OAuth's shape."""
    refusal = {
        "application/json": {"schema": schema_of(OAuthRefusal)},
        PROBLEM: {"schema": schema_of(Problem)},
    }
    documented: Callable[[View], View] = blueprint.doc(
        requestBody={"required": True, "content": {FORM: {"schema": schema_of(form)}}},
        responses={
            str(one): {"description": REFUSALS[one], "headers": HEADERS, "content": refusal}
            for one in (400, 401)
        },
    )
    return documented


@blueprint.post("/authorizations")
@answers(blueprint, 200, ConsentView, says="It is settled: go there.", refuses=(413, 415, 422))
@identified(blueprint)
@reads(blueprint, ConsentDraft)
def decide(by: Identity, body: ConsentDraft) -> Response:
    """Say yes or no to a program that sent you here; 400 when it is not proved who asks."""
    from entrypoints.http.permissions.oauth.asking import Misled, SentBack, asked

    try:
        asking = asked(body.parameters)
    except Misled as error:
        raise Refusal(400, error.code, str(error)) from error
    except SentBack as error:
        return answer(ConsentView(error.location))
    allows = body.decision == "allow"
    return answer(ConsentView(asking.allowed(by) if allows else asking.denied()))


@blueprint.post("/token")
@for_anybody(blueprint)
@answers(blueprint, 200, GivenTokens, says="Here are the tokens.", refuses=(413,))
@in_oauths_words(TokenForm)
def token() -> Response:
    """Exchange a code, a refresh token or a machine's secret for tokens (RFC 6749, 3.2)."""
    from entrypoints.http.permissions.oauth.server import server

    return server().exchanged()


@blueprint.post("/revoke")
@for_anybody(blueprint)
@answers(blueprint, 200, Revoked, says="It is good for nothing, now or ever.", refuses=(413,))
@in_oauths_words(RevocationForm)
def revoke() -> Response:
    """Give a token back: its session is over (RFC 7009)."""
    from entrypoints.http.permissions.oauth.server import server

    return server().revoked()
