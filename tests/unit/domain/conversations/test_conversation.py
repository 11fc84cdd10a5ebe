"""A conversation as it changes."""

import pytest

from domain.conversations.conversation import UNTITLED, Conversation
from domain.conversations.errors import ConversationChanged
from support.conversations import a_conversation
from support.people import NOON


def test_a_change_made_from_an_old_version_is_refused() -> None:
    changed = a_conversation().changed(seen=1, now=NOON, title="Second")

    assert (changed.title, changed.version) == ("Second", 2)
    with pytest.raises(ConversationChanged, match="version 2"):
        changed.changed(seen=1, now=NOON, title="Third")


def test_a_change_from_any_version_is_fine() -> None:
    assert a_conversation().changed(seen=None, now=NOON).version == 2


def test_documents_are_kept_when_only_the_title_changes() -> None:
    before = a_conversation()

    assert before.changed(seen=1, now=NOON, title="x").document_ids == before.document_ids
    assert before.changed(seen=1, now=NOON, document_ids=()).document_ids == ()


def test_the_first_question_becomes_the_title() -> None:
    untitled = a_conversation().changed(seen=1, now=NOON, title="  ")

    assert untitled.title == UNTITLED
    assert untitled.asked("  What is\nthis? ", now=NOON).title == "What is this?"
    assert a_conversation().asked("Why?", now=NOON).title == "Talk"


def test_a_document_chosen_twice_is_chosen_once() -> None:
    before: Conversation = a_conversation(documents=1)
    twice = before.document_ids * 2

    assert before.changed(seen=1, now=NOON, document_ids=twice).document_ids == before.document_ids
