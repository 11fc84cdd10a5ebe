"""JSON on its way out."""

from typing import TYPE_CHECKING, Any

import msgspec
from flask import Response

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Answer(Response):
    """Bytes whose headers are complete and ASCII when it is made.

    So it is sent as it is: Werkzeug would copy the headers, rewrite `Location`, add up the length
    and hand out an iterator, which granian sends through a channel; a list goes out in one piece.
    """

    def __init__(self, data: bytes, status: int, headers: dict[str, str], kind: str) -> None:
        super().__init__(data, status, content_type=kind)
        for name, value in headers.items():
            self.headers[name] = value

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        start_response(self.status, self.headers.to_wsgi_list())
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.get_data()]


def answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Send a struct as JSON."""
    return Answer(msgspec.json.encode(body), status, headers or {}, "application/json")
