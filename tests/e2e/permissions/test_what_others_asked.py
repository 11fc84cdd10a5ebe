"""Nobody learns from an explained search what others have searched for."""

from domain.permissions.access.role import Role
from e2e.permissions.town import Person, Town, ok

QUERY = {"query": "redundancies in spring"}


def test_whether_an_answer_was_kept_is_for_admins(town: Town) -> None:
    ok(town.ada.post("/documents", {"title": "Rules", "text": "The harbour opens at six."}))
    town.portico.work()
    manager, viewer = town.member(Role.MANAGER), town.member(Role.VIEWER)
    told = [kept(one) for one in (viewer, manager, viewer, town.ada, town.ada)]
    assert told[:3] == [None] * 3
    assert told[-1] is True


def kept(by: Person) -> bool | None:
    found = ok(by.post("/search/explanations", QUERY))
    answer: bool | None = found["from_cache"]
    return answer
