"""A body that ended too soon is no body: what a sender meant to say more of is not taken."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, Response, request
from werkzeug.exceptions import ClientDisconnected

from entrypoints.http.errors import Refusal
from entrypoints.http.problems import problem

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

TERMINATED = "wsgi.input_terminated"


def counted(app: "WSGIApplication") -> "WSGIApplication":
    """Wrap a WSGI application; its bodies are as long as their Content-Length says.

    granian ends a body where its sender goes away, and says that bodies end by themselves; Werkzeug
    counts only where that is not said. What comes in chunks has no length to hold it to.
    """

    def counting(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if environ.get("CONTENT_LENGTH") and "HTTP_TRANSFER_ENCODING" not in environ:
            environ.pop(TERMINATED, None)
        return app(environ, start_response)

    return counting


def register(app: Flask) -> None:
    app.register_error_handler(ClientDisconnected, _cut_short)


def _cut_short(_: ClientDisconnected) -> Response:
    return problem(400, "incomplete_body", "the body ended before its Content-Length")


def whole() -> bytes:
    """Return the body; raises Refusal where nobody can tell whether it came to its end.

    JSON shows its end, and so does what is compressed. A row that is cut off is a row as well.
    """
    body = request.get_data()
    shows = "json" in request.mimetype or "Content-Encoding" in request.headers
    if body and request.content_length is None and not shows:
        detail = "say the Content-Length of what is no JSON, or compress it: chunks may be cut off"
        raise Refusal(411, "length_required", detail)
    return body
