"""Haystack, imported late and kept quiet, and what went wrong at the server behind it."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import httpx

from application.errors import Unavailable

QUIET = {
    "HAYSTACK_TELEMETRY_ENABLED": "False",  # read once, at the first import: nobody is phoned
    "HAYSTACK_LOGGING_IGNORE_STRUCTLOG": "true",  # our own logging stays as it is
}
REFUSALS = {
    401: "it refused our key",
    403: "it refused our key",
    404: "it has no such model",
    429: "it is asked too often",
}


@contextmanager
def quiet() -> Iterator[None]:
    """Guard the imports inside: no telemetry, and a sentence when the packages are missing.

    Raises Unavailable.
    """
    os.environ.update(QUIET)
    try:
        yield
    except ImportError as missing:
        sentence = "it is not installed; run: pip install 'portico[llm]'"
        raise Unavailable("haystack", sentence) from missing


def explained(error: Exception, timeout: float) -> str:
    """Say in our own words what a model server did; its own may repeat a key or a text."""
    with quiet():
        import openai
    root = error
    if isinstance(error, openai.APIConnectionError) and isinstance(error.__cause__, Exception):
        root = error.__cause__
    if isinstance(root, (httpx.TimeoutException, TimeoutError, openai.APITimeoutError)):
        return f"it said nothing for {timeout:g} seconds"
    if isinstance(root, (httpx.ConnectError, ConnectionRefusedError, socket.gaierror)):
        return "no connection could be made"
    if type(root) is ConnectionError:  # how the Ollama client says the same
        return "no connection could be made"
    status = getattr(root, "status_code", None)
    if isinstance(status, int) and status >= HTTPStatus.BAD_REQUEST:
        return REFUSALS.get(status, f"it answered with status {status}")
    return "its answer broke off or could not be read"
