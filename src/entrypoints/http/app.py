"""The Flask application factory."""

from collections.abc import Callable
from copy import copy
from functools import cache
from types import MethodType
from typing import Any

from flask import Config, Flask
from injector import Injector

from entrypoints.console import campaigns, consent, insights, markets, pages
from entrypoints.console import events as events_page
from entrypoints.http import addresses, errors, local_only, use, whole_bodies
from entrypoints.http.before_flask import BeforeFlask
from entrypoints.http.campaigns import briefs, rankings, revisions
from entrypoints.http.campaigns import files as performance_files
from entrypoints.http.conversations import conversations, export, feedback, messages, runs
from entrypoints.http.conversations import early as messages_early
from entrypoints.http.events import (
    dead_letters,
    erasures,
    events,
    history,
    replays,
    schemas,
    sources,
    status,
    streams,
    webhooks,
)
from entrypoints.http.events import early as events_early
from entrypoints.http.head_size import bounded
from entrypoints.http.insights import customers, drafts, imports, numbers, words
from entrypoints.http.knowledge import contents, documents, index, search
from entrypoints.http.late_api import LateApi
from entrypoints.http.late_rule import LateRule
from entrypoints.http.observing import observed
from entrypoints.http.openapi import BEARER
from entrypoints.http.operations import health
from entrypoints.http.permissions import caller
from entrypoints.http.permissions.audit import audit
from entrypoints.http.permissions.authzen import early as evaluation_early
from entrypoints.http.permissions.authzen import evaluation, metadata, searching
from entrypoints.http.permissions.decisions import checks, previews
from entrypoints.http.permissions.decisions import early as checks_early
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
from entrypoints.http.ticks import backfills
from entrypoints.http.ticks import markets as market_routes
from entrypoints.http.ticks import stream as market_streams
from entrypoints.http.ticks import telling as market_audits
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
    history,
    status,
    dead_letters,
    replays,
    streams,
    erasures,
    words,
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
    schemas,
    sources,
    webhooks,
    imports,
    customers,
    numbers,
    drafts,
    performance_files,
    briefs,
    rankings,
    revisions,
    market_routes,
    market_streams,
    market_audits,
    backfills,
    health,
)
EARLY = (events_early.EARLY, checks_early.EARLY, evaluation_early.EARLY, messages_early.EARLY)
"""What is asked most; the same routes stand in the blueprints, for all that is unusual."""

SLACK_BYTES = 65_536
"""What a multipart form may have around its file."""


class Portico(Flask):
    url_rule_class = LateRule

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Take every view and hook as it is: none is `async`, and asking each takes time."""
        return func

    def over(self, container: Injector) -> "Portico":
        """Return a copy that asks this container; routes, hooks and pages are one with this one's.

        A page that was drawn once is compiled for all.
        """
        _ = self.jinja_env  # it is made when it is first asked for, and copied from then on
        made = copy(self)
        limit = container.get(Settings).upload_bytes + SLACK_BYTES
        made.config = Config(self.root_path, {**self.config, "MAX_CONTENT_LENGTH": limit})
        made.json = self.json_provider_class(made)
        made.extensions = dict(self.extensions)
        use.register(made, container)
        asked = MethodType(Flask.wsgi_app, made)
        before = BeforeFlask(asked, made.extensions["cases"], limit, EARLY)
        made.wsgi_app = observed(protected(bounded(whole_bodies.counted(before))))  # type: ignore[assignment,method-assign]  # as Flask says
        return made

    def _check_setup_finished(self, f_name: str) -> None:
        """Refuse another route: every copy would have it."""
        super()._check_setup_finished(f_name)
        if "cases" in self.extensions:
            raise AssertionError(f"{f_name} comes too late: this application is made")


def create_app(container: Injector) -> Flask:
    """Build the WSGI application over a composed container; nothing can be registered with it."""
    return shape(only_local=container.get(Settings).sign_in == "local").over(container)


@cache
def shape(*, only_local: bool) -> Portico:
    """Build what is the same over every container, which takes most of a start."""
    app = Portico(__name__, static_folder=None)
    app.config.update(
        API_TITLE="Portico",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {"description": "Conversations grounded in your documents."},
            **({} if only_local else {"security": [{BEARER: []}]}),
        },
    )
    addresses.register(app)
    caller.register(app)
    if only_local:
        local_only.register(app)
    api = LateApi(app)
    api.DEFAULT_ERROR_RESPONSE_NAME = None
    for module in BLUEPRINTS:
        api.register_blueprint(module.blueprint)
    whole_bodies.register(app)
    errors.register(app)  # after flask-smorest, which brings handlers of another shape
    for page in (explorer, pages, events_page, campaigns, insights, markets, consent):
        app.register_blueprint(page.blueprint)
    return app
