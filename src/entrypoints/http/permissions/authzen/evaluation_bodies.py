"""Evaluations as they are asked for and answered (sections 6 and 7)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from application.permissions.access.decisions.deciding import MOST_AT_ONCE
from entrypoints.http.permissions.authzen.information import (
    NamedAction,
    Properties,
    Resource,
    Subject,
)

Semantic = Literal["execute_all", "deny_on_first_deny", "permit_on_first_permit"]


class EvaluationRequest(msgspec.Struct):
    subject: Subject
    action: NamedAction
    resource: Resource
    context: Properties = UNSET


class EvaluationPart(msgspec.Struct):
    """One of several evaluations: what it leaves out is said beside them."""

    subject: Subject | UnsetType = UNSET
    action: NamedAction | UnsetType = UNSET
    resource: Resource | UnsetType = UNSET
    context: Properties = UNSET

    def beside(self, defaults: EvaluationPart) -> EvaluationPart:
        """Return it with what it leaves out; a member is taken as a whole, and never mixed."""
        return EvaluationPart(
            defaults.subject if self.subject is UNSET else self.subject,
            defaults.action if self.action is UNSET else self.action,
            defaults.resource if self.resource is UNSET else self.resource,
        )

    def whole(self) -> EvaluationRequest | None:
        """Return it as an evaluation; None when something is missing."""
        subject, action, resource = self.subject, self.action, self.resource
        if subject is UNSET or action is UNSET or resource is UNSET:
            return None
        return EvaluationRequest(subject, action, resource)


class Options(msgspec.Struct):
    evaluations_semantic: Semantic = "execute_all"


class EvaluationsRequest(EvaluationPart):
    evaluations: (
        Annotated[list[EvaluationPart], msgspec.Meta(max_length=MOST_AT_ONCE)] | UnsetType
    ) = UNSET
    options: Options | UnsetType = UNSET


class Boxcar(msgspec.Struct):
    """Several evaluations. `subject`, `action`, `resource` and `context` beside them stand for what
    one of them leaves out.
    """

    evaluations: Annotated[
        list[EvaluationRequest], msgspec.Meta(min_length=1, max_length=MOST_AT_ONCE)
    ]
    options: Options | UnsetType = UNSET


class Denial(msgspec.Struct):
    """`code` is for programs, `reason` for people."""

    code: str
    reason: str


class DecisionView(msgspec.Struct):
    decision: bool
    context: Denial | UnsetType = UNSET


class DecisionsView(msgspec.Struct):
    evaluations: list[DecisionView]
