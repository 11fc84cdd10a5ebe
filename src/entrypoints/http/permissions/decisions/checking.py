"""What is done about a request that asks for decisions, whoever read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec
from flask import Response, request

from application.permissions.access.decisions.check_access import Check, CheckAccess
from application.permissions.access.views import Decision
from domain.principal import Principal
from entrypoints.http.answer import answer
from entrypoints.http.bodies import fitted
from entrypoints.http.permissions.consistency import at_least_in, versioned
from entrypoints.http.permissions.decisions.named import CheckBody, ManyChecks
from entrypoints.http.use import Cases, acting, cases

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class CheckView(msgspec.Struct):
    allowed: bool
    access_version: int

    @classmethod
    def of(cls, decision: Decision) -> CheckView:
        return cls(decision.allowed, decision.access_version)


class ManyChecked(msgspec.Struct):
    results: list[CheckView]


@dataclass(frozen=True, slots=True)
class Checking:
    """The request, and how to find who sent it."""

    cases: Cases
    environ: WSGIEnvironment
    acting: Callable[[], Principal]

    def decided(self, checks: Sequence[Check]) -> Sequence[Decision]:
        """Raises what `CheckAccess` and `acting` raise, and Refusal."""
        by = self.acting()
        return self.cases.use(CheckAccess)(by, checks, at_least=at_least_in(self.environ))


def checking() -> Checking:
    """Return the request that Flask is answering."""
    return Checking(cases(), request.environ, acting)


def checked(checking: Checking, value: Any) -> Response:
    """Answer one check, or up to 1,000, as the parsed body asks for; raises what they raise."""
    if isinstance(value, dict) and "checks" in value:
        many = fitted(value, ManyChecks).checks
        decisions = checking.decided([one.as_check() for one in many])
        results = ManyChecked([CheckView.of(one) for one in decisions])
        return answer(results, 200, versioned(decisions[0].access_version))
    (decision,) = checking.decided([fitted(value, CheckBody).as_check()])
    return answer(CheckView.of(decision), 200, versioned(decision.access_version))
