"""Rooms of the Authorization API, which give request ids back as they were sent."""

import re

from flask import request
from flask_smorest import Blueprint

from entrypoints.http.observing import REQUEST_ID

PRINTABLE = re.compile(r"\A[\x20-\x7e]{1,1024}\Z")


def opened(name: str, prefix: str, description: str) -> Blueprint:
    made = Blueprint(name, __name__, url_prefix=prefix, description=description)
    made.before_request(keep_request_id)
    return made


def keep_request_id() -> None:
    """Answer with the id that was sent, whatever it says (section 10.1); the log has its own."""
    given = request.headers.get("X-Request-ID", "")
    if PRINTABLE.match(given):
        request.environ[REQUEST_ID] = given
