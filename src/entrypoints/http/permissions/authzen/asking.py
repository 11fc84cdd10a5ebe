"""The standard's words as ours."""

from uuid import UUID

from application.permissions.access.decisions.check_access import Check
from domain.ids import UserId
from domain.permissions.access.actions import ACTIONS
from entrypoints.http.permissions.authzen.evaluation_bodies import Denial, EvaluationRequest
from entrypoints.http.permissions.authzen.information import NamedAction, Resource, Subject

PEOPLE = frozenset({"user", "person"})
CAN = "can_"
NOT_ALLOWED = Denial("not_allowed", "this is not allowed, or there is no such resource")
UNKNOWN_SUBJECT = Denial("unknown_subject", "a subject is a user, named by a person's id")
UNKNOWN_ACTION = Denial("unknown_action", f"the actions are {', '.join(ACTIONS)}")
NOTHING = UUID(int=0)


def asked(request: EvaluationRequest) -> Check | Denial:
    """Return the check, or why the answer is no whatever the grants are."""
    person, action = person_of(request.subject), action_of(request.action, request.resource.type)
    if person is None:
        return UNKNOWN_SUBJECT
    if action is None:
        return UNKNOWN_ACTION
    thing = thing_of(request.resource)
    return NOT_ALLOWED if thing is None else Check(action, thing, request.resource.type, person)


def person_of(subject: Subject) -> UserId | None:
    found = _uuid(subject.id)
    return None if subject.type not in PEOPLE or found is None else UserId(found)


def thing_of(resource: Resource) -> UUID | None:
    return _uuid(resource.id)


def action_of(action: NamedAction, kind: str) -> str | None:
    """Return our word for `read`, `can_read`, `can_read_document` and `can_read_documents`."""
    word = action.name
    if word.startswith(CAN):
        word = word.removeprefix(CAN)
        word = word.removesuffix(f"_{kind}").removesuffix(f"_{kind}s") if kind else word
    return word if word in ACTIONS else None


def _uuid(text: str) -> UUID | None:
    """Read an id as it is always written; other ways to write a UUID name nothing."""
    try:
        found = UUID(text)
    except ValueError:
        return None
    return found if str(found) == text.lower() else None
