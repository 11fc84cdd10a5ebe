"""What a browser may do with our answers (OWASP Secure Headers Project)."""

from flask import Flask, Response

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


def register(app: Flask) -> None:
    app.after_request(protect)


def protect(response: Response) -> Response:
    headers = response.headers
    given = {name for name, _ in headers}
    headers.extend([(name, value) for name, value in HEADERS.items() if name not in given])
    if response.mimetype in {"application/json", "application/problem+json"}:
        headers.setdefault("Cache-Control", "no-store")
    return response
