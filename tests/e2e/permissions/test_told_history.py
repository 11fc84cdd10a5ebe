"""A writer is told of earlier answers what who asks may read of them, and no more."""

import pytest

from domain.permissions.access.role import Role
from e2e.harbour import LAMP, OPENING, WHEN
from e2e.permissions.town import Person, Town, ok
from entrypoints.testing import Portico, ScriptedWriter

HIDDEN = "[…] [1]"


@pytest.fixture(params=[True, False], ids=["at_once", "streamed"])
def writer(request: pytest.FixtureRequest) -> ScriptedWriter:
    return ScriptedWriter([f"{OPENING} [1]"], at_once=request.param)


@pytest.fixture
def town(writer: ScriptedWriter) -> Town:
    return Town.founded(Portico.start(writer=writer))


def test_who_may_not_view_a_source_has_its_words_left_out(
    town: Town, writer: ScriptedWriter
) -> None:
    friend, conversation, grant = talked_over(town)
    assert told(friend, conversation, writer) == f"{OPENING} [1]"
    ok(town.ada.delete(f"/grants/{grant}"), 204)
    assert told(friend, conversation, writer) == HIDDEN
    assert told(town.ada, conversation, writer) == f"{OPENING} [1]"


def talked_over(town: Town) -> tuple[Person, str, str]:
    """Return somebody, a conversation with an answer, and the grant that shows them its source."""
    friend = town.member(Role.VIEWER)
    texts = {"Rules": OPENING, "Lamp": LAMP}
    rules, _ = (
        ok(town.ada.post("/documents", {"title": title, "text": text}))["id"]
        for title, text in texts.items()
    )
    town.portico.work()
    ok(town.ada.patch(f"/resources/{rules}", {"inherits": False}))
    grant = town.share(town.ada, rules, friend, "view")["id"]
    conversation = ok(town.ada.post("/conversations", {}))["id"]
    town.share(town.ada, conversation, friend, "edit")
    ok(town.ada.post(f"/conversations/{conversation}/messages", {"content": WHEN}))
    return friend, conversation, grant


def told(by: Person, conversation: str, writer: ScriptedWriter) -> str:
    """Let somebody ask; return the first answer as the writer was told of it."""
    asked = {"content": "What does the lighthouse keeper repair?"}
    ok(by.post(f"/conversations/{conversation}/messages", asked))
    return writer.briefs[-1].history[1].content
