"""Checks as most come, answered in front of Flask."""

from flask import Response

from entrypoints.http.before_flask import EarlyRoute, Sent
from entrypoints.http.bodies import LARGEST_JSON, json_in
from entrypoints.http.permissions.decisions.checking import Checking, checked


def check(sent: Sent) -> Response:
    sent.let_in()
    return checked(Checking(sent.cases, sent.environ, sent.acting), json_in(sent.body))


EARLY = EarlyRoute(("/api/v1/access/checks",), check, largest=LARGEST_JSON)
