"""The Flask application factory."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from injector import Injector

from entrypoints.console import consent, pages
from entrypoints.http import errors, local_only, use
from entrypoints.http.conversations import conversations, export, feedback, messages, runs
from entrypoints.http.events import dead_letters, erasures, events, status
from entrypoints.http.knowledge import contents, documents, index, search
from entrypoints.http.late_api import LateApi
from entrypoints.http.late_rule import LateRule
from entrypoints.http.observing import observed
from entrypoints.http.operations import health
from entrypoints.http.permissions import caller
from entrypoints.http.permissions.audit import audit
from entrypoints.http.permissions.authzen import evaluation, metadata, searching
from entrypoints.http.permissions.decisions import checks, previews
from entrypoints.http.permissions.links import guest_sessions, links
from entrypoints.http.permissions.machines import api_keys
from entrypoints.http.permissions.oauth import clients, tokens
from entrypoints.http.permissions.oauth import metadata as oauth_metadata
from entrypoints.http.permissions.organisations import (
    acceptances,
    departments,
    invitations,
    members,
    organisations,
)
from entrypoints.http.permissions.people import auth, keys, me, resets
from entrypoints.http.permissions.sharing import grants, mine, resources
from entrypoints.http.security_headers import protected
from entrypoints.http.swagger import explorer
from entrypoints.settings import Settings

BLUEPRINTS = (
    documents,
    contents,
    search,
    index,
    conversations,
    messages,
    feedback,
    export,
    runs,
    events,
    status,
    dead_letters,
    erasures,
    auth,
    resets,
    me,
    keys,
    checks,
    previews,
    audit,
    evaluation,
    searching,
    metadata,
    organisations,
    departments,
    members,
    invitations,
    acceptances,
    resources,
    grants,
    mine,
    links,
    guest_sessions,
    api_keys,
    clients,
    tokens,
    oauth_metadata,
    health,
)
SLACK_BYTES = 65_536
"""What a multipart form may have around its file."""


class Portico(Flask):
    url_rule_class = LateRule

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Take every view and hook as it is: none is `async`, and asking each takes time."""
        return func


def create_app(container: Injector) -> Flask:
    """Build the WSGI application over a composed container."""
    settings = container.get(Settings)
    app = Portico(__name__, static_folder=None)
    app.config.update(
        API_TITLE="Portico",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        MAX_CONTENT_LENGTH=settings.upload_bytes + SLACK_BYTES,
        API_SPEC_OPTIONS={"info": {"description": "Conversations grounded in your documents."}},
    )
    use.register(app, container)
    caller.register(app)
    if settings.sign_in == "local":
        local_only.register(app)
    app.wsgi_app = observed(protected(app.wsgi_app))  # type: ignore[assignment,method-assign]  # as Flask says to
    api = LateApi(app)
    api.DEFAULT_ERROR_RESPONSE_NAME = None
    for module in BLUEPRINTS:
        api.register_blueprint(module.blueprint)
    errors.register(app)  # after flask-smorest, which brings handlers of another shape
    app.register_blueprint(explorer.blueprint)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(consent.blueprint)
    return app
