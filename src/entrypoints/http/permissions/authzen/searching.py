"""Subject, Resource and Action Search (section 8)."""

from uuid import UUID

from flask import Response

from application.paging import Page
from application.permissions.access.decisions.check_access import Check
from application.permissions.access.decisions.search_access import (
    FindActions,
    FindPeople,
    FindThings,
    Reach,
)
from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers
from entrypoints.http.permissions.authzen.asking import PEOPLE, action_of, person_of, thing_of
from entrypoints.http.permissions.authzen.reading import reads
from entrypoints.http.permissions.authzen.room import opened
from entrypoints.http.permissions.authzen.search_bodies import (
    ActionSearch,
    Found,
    FoundAction,
    FoundActionsView,
    FoundView,
    ResourceSearch,
    SubjectSearch,
)
from entrypoints.http.permissions.authzen.tokens import Paging, paging
from entrypoints.http.permissions.consistency import at_least, takes_at_least
from entrypoints.http.use import acting, use

blueprint = opened(
    "authzen-search", "/access/v1/search", "OpenID AuthZEN Authorization API 1.0: searches."
)
NOBODY: Page[UUID] = Page((), None)


@blueprint.post("/subject")
@answers(blueprint, 200, FoundView, says="The subjects.", refuses=(409, 413))
@takes_at_least(blueprint)
@reads(blueprint, SubjectSearch)
def subjects(body: SubjectSearch) -> Response:
    """Find every user who may do something with a resource that one manages."""
    page, found, version = paging(body), NOBODY, at_least()
    action, thing = action_of(body.action, body.resource.type), thing_of(body.resource)
    if body.subject.type in PEOPLE and action is not None and thing is not None:
        check = Check(action, thing, body.resource.type)
        found = use(FindPeople)(acting(), check, page.window, at_least=version)
    return _shown(page, found, body.subject.type)


@blueprint.post("/resource")
@answers(blueprint, 200, FoundView, says="The resources.", refuses=(409, 413))
@takes_at_least(blueprint)
@reads(blueprint, ResourceSearch)
def resources(body: ResourceSearch) -> Response:
    """Find every resource of a type with which a subject may do something."""
    page, found, version = paging(body), NOBODY, at_least()
    action, person = action_of(body.action, body.resource.type), person_of(body.subject)
    if action is not None and person is not None:
        reach = Reach(action, body.resource.type, person)
        found = use(FindThings)(acting(), reach, page.window, at_least=version)
    return _shown(page, found, body.resource.type)


@blueprint.post("/action")
@answers(blueprint, 200, FoundActionsView, says="The actions.", refuses=(409, 413))
@takes_at_least(blueprint)
@reads(blueprint, ActionSearch)
def actions(body: ActionSearch) -> Response:
    """Find everything that a subject may do with a resource."""
    page, version = paging(body), at_least()
    person, thing = person_of(body.subject), thing_of(body.resource)
    words: list[str] = []
    if person is not None and thing is not None:
        check = Check("", thing, body.resource.type, person)
        words = list(use(FindActions)(acting(), check, at_least=version))
    begin = page.window.after.int if page.window.after else 0
    end = begin + page.window.limit
    shown = [FoundAction(one) for one in words[begin:end]]
    more = UUID(int=end) if end < len(words) else None
    return answer(FoundActionsView(page.view(more, len(shown)), shown))


def _shown(page: Paging, found: Page[UUID], kind: str) -> Response:
    results = [Found(kind, str(one)) for one in found.items]
    return answer(FoundView(page.view(found.next, len(results)), results))
