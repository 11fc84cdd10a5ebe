"""What no address can hold: a NUL. Nothing has it in its name, and PostgreSQL takes none."""

from flask import Flask, request
from werkzeug.exceptions import NotFound

from entrypoints.http.errors import Refusal


def register(app: Flask) -> None:
    app.before_request(refuse_nul)


def refuse_nul() -> None:
    """Raises NotFound for such a path, Refusal for such a query, whatever there is."""
    if "\0" in request.path:
        raise NotFound
    query: str = request.environ.get("QUERY_STRING", "")
    if "%00" in query or "\0" in query:
        raise Refusal(422, "invalid_parameters", "no parameter holds the character NUL")
