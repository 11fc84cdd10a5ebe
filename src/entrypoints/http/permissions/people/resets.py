"""Lost passwords over HTTP."""

from flask import Response
from flask_smorest import Blueprint

from application.permissions.people.reset_password import AskForReset, CompleteReset, Reset
from entrypoints.http.answer import answer
from entrypoints.http.bodies import reads
from entrypoints.http.openapi import answers
from entrypoints.http.permissions.gate import for_anybody
from entrypoints.http.permissions.people.auth import BODY, WROTE
from entrypoints.http.permissions.people.client import client
from entrypoints.http.permissions.people.views import AskedView, ResetCompletion, ResetDraft
from entrypoints.http.use import use

blueprint = Blueprint(
    "resets",
    __name__,
    url_prefix="/api/v1/auth/password-resets",
    description="Get a new password, having lost the old one.",
)


@blueprint.post("")
@for_anybody(blueprint)
@answers(blueprint, 202, AskedView, says="If it has an account, a letter is on its way.",
         refuses=(429, *BODY))  # fmt: skip
@reads(blueprint, ResetDraft)
def ask(body: ResetDraft) -> Response:
    """Have a letter sent. The answer is the same when the address has no account."""
    use(AskForReset)(body.email, client())
    return answer(AskedView(WROTE), 202)


@blueprint.post("/completions")
@for_anybody(blueprint)
@answers(blueprint, 204, says="The new password is good; every session is over.",
         refuses=(404, *BODY))  # fmt: skip
@reads(blueprint, ResetCompletion)
def complete(body: ResetCompletion) -> Response:
    """Choose a new password with the token from the letter."""
    use(CompleteReset)(Reset(body.token, body.password))
    return Response(status=204)
