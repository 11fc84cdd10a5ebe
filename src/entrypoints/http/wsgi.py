"""What a WSGI server loads."""

from flask import Flask

from entrypoints.cli import composed, read_settings
from entrypoints.http.app import create_app


def create() -> Flask:
    """Build the application from the environment."""
    return create_app(composed(read_settings()))
