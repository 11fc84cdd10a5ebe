"""Signing up, in and out over HTTP.

No route here takes an Idempotency-Key: their answers hold secrets, which are not kept, and each may
be sent again without harm.
"""

from flask import Response
from flask_smorest import Blueprint

from application.permissions.people.keep_sessions import EndSession
from application.permissions.people.refresh_session import RefreshSession
from application.permissions.people.shown_letters import ShownLetters
from application.permissions.people.sign_in import SignIn, SignInAttempt
from application.permissions.people.sign_up import NewPerson, SignUp
from application.permissions.people.verify_address import VerifyAddress
from domain.permissions.people.standing import Identity
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.openapi import answers
from entrypoints.http.permissions.gate import for_anybody
from entrypoints.http.permissions.people.bearer import identified
from entrypoints.http.permissions.people.client import client, device
from entrypoints.http.permissions.people.views import (
    AskedView,
    Proof,
    RefreshDraft,
    SignInDraft,
    SignUpDraft,
    TokensView,
)
from entrypoints.http.use import use

blueprint = Blueprint(
    "auth", __name__, url_prefix="/api/v1/auth", description="Sign up, sign in and sign out."
)
BODY = (413, 415, 422)
WROTE = "We wrote to this address: the letter says how to go on."


@blueprint.post("/sign-up")
@for_anybody(blueprint)
@answers(blueprint, 202, AskedView, says="A letter is on its way.", refuses=(429, *BODY))
@reads(blueprint, SignUpDraft)
def sign_up(body: SignUpDraft) -> Response:
    """Ask for an account. The answer is the same when the address has one."""
    token = use(SignUp)(NewPerson(body.email, body.password, client(), body.name))
    shown = token if use(ShownLetters).here else None
    return answer(AskedView(WROTE, shown), 202)


@blueprint.post("/verifications")
@for_anybody(blueprint)
@answers(blueprint, 204, says="The address is proved: sign in.", refuses=(404, *BODY))
@reads(blueprint, Proof)
def verify(body: Proof) -> Response:
    """Prove an address with the token that was sent to it, which opens the account."""
    use(VerifyAddress)(body.token)
    return Response(status=204)


@blueprint.post("/sign-in")
@for_anybody(blueprint)
@answers(blueprint, 200, TokensView, says="You are signed in.", refuses=(401, 429, *BODY))
@reads(blueprint, SignInDraft)
def sign_in(body: SignInDraft) -> Response:
    """Begin a session. Every refusal looks the same, whatever the reason."""
    attempt = SignInAttempt(body.email, body.password, client(), device())
    return answer(TokensView.of(use(SignIn)(attempt)))


@blueprint.post("/refresh")
@for_anybody(blueprint)
@answers(blueprint, 200, TokensView, says="Here are the next tokens.", refuses=(401, *BODY))
@reads(blueprint, RefreshDraft)
def refresh(body: RefreshDraft) -> Response:
    """Exchange a refresh token for the next; one that was used before ends its session.

    For ten seconds the same token gets the same successor, in case an answer was lost.
    """
    return answer(TokensView.of(use(RefreshSession)(body.refresh_token)))


@blueprint.post("/sign-out")
@answers(blueprint, 204, says="The session is over.", refuses=(401,))
@identified(blueprint, programs=True)
def sign_out(by: Identity) -> Response:
    """End the session whose access token this is."""
    use(EndSession)(by, by.session_id)
    return Response(status=204)
