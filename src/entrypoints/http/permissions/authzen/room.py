"""Rooms of the Authorization API, which give request ids back as they were sent."""

import re
from typing import TYPE_CHECKING

from flask import request
from flask_smorest import Blueprint

from entrypoints.http.observing import REQUEST_ID

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

PRINTABLE = re.compile(r"\A[\x20-\x7e]{1,1024}\Z")


def opened(name: str, prefix: str, description: str) -> Blueprint:
    made = Blueprint(name, __name__, url_prefix=prefix, description=description)
    made.before_request(lambda: keep_request_id(request.environ))
    return made


def keep_request_id(environ: "WSGIEnvironment") -> None:
    """Answer with the id that was sent, whatever it says (section 10.1); the log has its own."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    if PRINTABLE.match(given):
        environ[REQUEST_ID] = given
