"""The page on which somebody says yes or no to a program (RFC 6749, 3.1)."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, Response, request
from werkzeug.datastructures import MultiDict

from domain.permissions.access.machine import KeyScope
from entrypoints.console.pages import framed

MAY = {
    KeyScope.READ: "see what you may see there",
    KeyScope.WRITE: "see what you may see there, add to it and edit it",
    KeyScope.ADMIN: "do all that you may do there: also delete, share and administer",
}
blueprint = Blueprint("consent", __name__)


@blueprint.get("/oauth/authorize")
def authorize() -> Response:
    """Show what a program asks for; its script says who is asked, and sends the decision.

    What a program asks wrongly is told at its own address when that is proved, and else here.
    """
    from entrypoints.http.permissions.oauth.asking import Misled, SentBack

    try:
        shown = _asked(request.args)
    except Misled as error:
        shown = framed("misled.html", "people/misled.js", kind="entry", says=str(error))
        shown.status_code = HTTPStatus.BAD_REQUEST
    except SentBack as error:
        shown = Response(status=HTTPStatus.SEE_OTHER, headers={"Location": error.location})
        shown.autocorrect_location_header = False
    shown.headers["Cache-Control"] = "no-store"
    return shown


def _asked(given: MultiDict[str, str]) -> Response:
    from authlib.oauth2 import OAuth2Error

    from entrypoints.http.permissions.oauth.asking import Misled, asked
    from entrypoints.http.permissions.oauth.wire import once

    try:
        parameters = once(given)
    except OAuth2Error as error:
        raise Misled(error) from error
    consent = asked(parameters).consent
    goes_to = urlsplit(consent.redirect_uri)
    return framed(
        "consent.html",
        "people/consent.js",
        "people/consent",
        kind="entry",
        client=consent.client,
        may=MAY[consent.scope],
        goes_to=goes_to.netloc or f"{goes_to.scheme}:",
    )
