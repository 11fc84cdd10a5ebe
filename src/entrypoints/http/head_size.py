"""How much a request may say before its body: the server's own bound lets more in by chance.

hyper looks at the size of its buffer where headers have not ended yet, so what the last read brings
is never counted (https://github.com/hyperium/hyper/issues/4081).
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from entrypoints.http.observing import ROUTE
from entrypoints.http.problems import problem

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADERS_BYTES = 65_536
"""Of all values together; nginx lets 32 kB in unless told otherwise."""


def bounded(app: "WSGIApplication") -> "WSGIApplication":
    """Wrap a WSGI application; what has longer headers is refused and hung up on (RFC 6585 §5)."""

    def bounding(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if _size(environ) <= HEADERS_BYTES:
            return app(environ, start_response)
        environ[ROUTE] = "unread"
        detail = f"the headers have more than {HEADERS_BYTES} bytes"
        refusal = problem(431, "headers_too_large", detail, headers={"Connection": "close"})
        return refusal(environ, start_response)

    return bounding


def _size(environ: "WSGIEnvironment") -> int:
    return sum(len(value) for name, value in environ.items() if name.startswith("HTTP_"))
