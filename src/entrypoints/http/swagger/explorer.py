"""Swagger UI from files that lie beside this one: no request leaves the host."""

from flask import Blueprint, Response, render_template, send_from_directory

blueprint = Blueprint(
    "explorer",
    __name__,
    url_prefix="/docs",
    template_folder=".",
    static_folder="vendor",
    static_url_path="/vendor",
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Swagger UI writes styles into its elements."""


@blueprint.get("")
def page() -> Response:
    """Show the API explorer."""
    response = Response(render_template("explorer.html"), content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = POLICY
    return response


@blueprint.get("/explorer.js")
def script() -> Response:
    return send_from_directory(str(blueprint.root_path), "explorer.js")
