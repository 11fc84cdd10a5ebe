"""What a browser may do with our answers (OWASP Secure Headers Project)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
DATA = ("application/json", "application/problem+json")


def protected(app: "WSGIApplication") -> "WSGIApplication":
    """Wrap a WSGI application; a header that it sets itself stays as it is."""

    def protecting(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *failed: Any) -> Any:
            given = dict(headers)
            headers += [(name, value) for name, value in HEADERS.items() if name not in given]
            if "Cache-Control" not in given and given.get("Content-Type", "").startswith(DATA):
                headers.append(("Cache-Control", "no-store"))
            return start_response(status, headers, *failed)

        return app(environ, start)

    return protecting
