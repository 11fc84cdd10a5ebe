"""What OAuth requests look like on the wire, read strictly before Authlib sees them.

Authlib takes parameters that stand twice, two ways of authenticating at once, and passes bytes that
are no text on until they break; RFC 6749 forbids the first two (2.3, 3.1, 3.2).
"""

import re
from base64 import b64decode
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlencode

from authlib.oauth2.rfc6749 import OAuth2Request
from authlib.oauth2.rfc6749.errors import InvalidClientError, InvalidRequestError
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from flask import request
from werkzeug.datastructures import MultiDict

FORM = "application/x-www-form-urlencoded"
BASIC = re.compile(r"basic ([A-Za-z0-9+/]+=*)", re.IGNORECASE | re.ASCII)
LARGEST_FORM = 65_536
SAFE = "https://localhost/"
"""Authlib looks for TLS here, where it is the proxy's to see to."""


class Sent(OAuth2Request):
    """A request whose parameters stand once each."""

    def __init__(
        self, method: str, parameters: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(method, SAFE, None, dict(headers or {}))
        self.payload = BasicOAuth2Payload(parameters)

    @property
    def form(self) -> Mapping[str, str]:
        parameters: Mapping[str, str] = self.payload.data
        return parameters


def once(given: MultiDict[str, str]) -> dict[str, str]:
    """Return the parameters; raises InvalidRequestError when one stands twice."""
    if any(len(values) > 1 for _, values in given.lists()):
        raise InvalidRequestError("a parameter stands twice")
    return given.to_dict()


def sent_form() -> Sent:
    """Read the request's form; raises InvalidRequestError, InvalidClientError."""
    if request.mimetype != FORM:
        raise InvalidRequestError(f"send the body as {FORM}")
    request.max_content_length = LARGEST_FORM
    parameters = once(request.form)
    shown = _basic()
    if shown is None:
        return Sent(request.method, parameters)
    if "client_secret" in parameters or parameters.get("client_id", shown) != shown:
        raise InvalidRequestError("authenticate in one way, as one client")
    return Sent(request.method, parameters, {"Authorization": request.headers["Authorization"]})


def _basic() -> str | None:
    """Return who the header `Authorization` names; raises InvalidClientError unless it is Basic."""
    given = request.headers.getlist("Authorization")
    if not given:
        return None
    shown = BASIC.fullmatch(given[0]) if len(given) == 1 else None
    try:
        name, colon, _ = (
            b64decode(shown[1] if shown else "?", validate=True).decode().partition(":")
        )
    except ValueError:
        colon = name = ""
    if not colon:
        raise InvalidClientError("the header Authorization is no HTTP Basic of ours")
    return unquote(name)


def sent_back(uri: str, parameters: Iterable[tuple[str, str | None]]) -> str:
    """Return the address with the parameters that are there, and its own query as it was."""
    query = urlencode([(name, value) for name, value in parameters if value is not None])
    return f"{uri}{'&' if '?' in uri else '?'}{query}"
