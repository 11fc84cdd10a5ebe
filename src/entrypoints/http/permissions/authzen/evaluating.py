"""Questions of the standard decided by our checks."""

from collections.abc import Sequence

from flask import Response

from application.permissions.access.decisions.check_access import Check
from entrypoints.http.answer import answer
from entrypoints.http.permissions.authzen.asking import NOT_ALLOWED, asked
from entrypoints.http.permissions.authzen.evaluation_bodies import (
    DecisionView,
    Denial,
    EvaluationRequest,
)
from entrypoints.http.permissions.decisions.checking import Checking

PERMIT = DecisionView(decision=True)


def evaluated(checking: Checking, body: EvaluationRequest) -> Response:
    return answer(decided(checking, [body])[0])


def decided(checking: Checking, requests: Sequence[EvaluationRequest]) -> Sequence[DecisionView]:
    questions = [asked(one) for one in requests]
    checks = [one for one in questions if isinstance(one, Check)]
    answered = iter(checking.decided(checks))
    return [
        _denied(one) if isinstance(one, Denial)
        else PERMIT if next(answered).allowed else _denied(NOT_ALLOWED)
        for one in questions
    ]  # fmt: skip


def _denied(why: Denial) -> DecisionView:
    return DecisionView(decision=False, context=why)
