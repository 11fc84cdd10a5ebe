"""What every store and reader promise about feedback, archived conversations and details."""

from dataclasses import replace
from uuid import uuid4

import pytest
from injector import Injector

from application.conversations.ports import ConversationsReader, ConversationsStore
from application.paging import Window
from domain.conversations.asking import Asking, SearchBy
from domain.conversations.conversation import Conversation
from domain.conversations.feedback import Feedback, Rating
from domain.conversations.message import Message, MessageId, Role, Trimmed
from domain.conversations.usage import CountedBy, Usage
from domain.ids import DocumentId
from domain.principal import Principal
from support.conversations import a_conversation, a_message, keep
from support.people import ADA, BEN, EVE, NOON

USAGE = Usage(
    input_characters=10, output_characters=5, prompt_tokens=4, completion_tokens=2,
    source=CountedBy.PROVIDER, milliseconds=12,
)  # fmt: skip


@pytest.fixture
def reader(world: Injector) -> ConversationsReader:
    return world.get(ConversationsReader)


@pytest.fixture
def answer(world: Injector) -> Message:
    conversation = keep(world, a_conversation())
    return kept(world, a_message(conversation, 1, Role.ASSISTANT))


def kept(world: Injector, message: Message) -> Message:
    with world.get(ConversationsStore).transaction() as work:
        work.messages.append(message)
        work.commit()
    return message


def verdict(message: Message, rating: Rating, by: Principal = ADA) -> Feedback:
    return Feedback.on(message, by, rating, "Ärger 👍\nin two lines", now=NOON)


def give(world: Injector, *given: Feedback) -> None:
    with world.get(ConversationsStore).transaction() as work:
        for one in given:
            work.feedback.save(one)
        work.commit()


def test_feedback_comes_back_whole_to_whoever_gave_it(
    world: Injector, reader: ConversationsReader, answer: Message
) -> None:
    up, down = verdict(answer, Rating.UP), verdict(answer, Rating.DOWN, BEN)
    give(world, up, down)

    asked = [answer.id, MessageId(uuid4())]
    assert reader.feedback(ADA.user_id, asked) == {answer.id: up}
    assert reader.feedback(BEN.user_id, asked) == {answer.id: down}
    assert reader.feedback(EVE.user_id, asked) == {}
    assert reader.feedback(ADA.user_id, []) == {}


def test_the_last_word_counts(
    world: Injector, reader: ConversationsReader, answer: Message
) -> None:
    last = replace(verdict(answer, Rating.DOWN), reason=None)
    give(world, verdict(answer, Rating.UP))
    give(world, last)

    assert reader.feedback(ADA.user_id, [answer.id]) == {answer.id: last}


def test_what_is_taken_back_is_gone_and_only_that(
    world: Injector, reader: ConversationsReader, answer: Message
) -> None:
    bens = verdict(answer, Rating.DOWN, BEN)
    give(world, verdict(answer, Rating.UP), bens)
    for _ in range(2):
        with world.get(ConversationsStore).transaction() as work:
            work.feedback.remove(answer.id, ADA.user_id)
            work.commit()

    assert reader.feedback(ADA.user_id, [answer.id]) == {}
    assert reader.feedback(BEN.user_id, [answer.id]) == {answer.id: bens}


def test_feedback_that_was_not_committed_was_never_given(
    world: Injector, reader: ConversationsReader, answer: Message
) -> None:
    with world.get(ConversationsStore).transaction() as work:
        work.feedback.save(verdict(answer, Rating.UP))

    assert reader.feedback(ADA.user_id, [answer.id]) == {}


def test_feedback_goes_with_its_conversation(world: Injector, reader: ConversationsReader) -> None:
    conversation = keep(world, a_conversation())
    answer = kept(world, a_message(conversation, 1, Role.ASSISTANT))
    give(world, verdict(answer, Rating.UP))
    with world.get(ConversationsStore).transaction() as work:
        work.conversations.remove(conversation)
        work.commit()

    assert reader.feedback(ADA.user_id, [answer.id]) == {}


def test_archived_conversations_are_listed_apart(
    world: Injector, reader: ConversationsReader
) -> None:
    used = [keep(world, a_conversation()) for _ in range(3)]
    away = [keep(world, archived(a_conversation())) for _ in range(3)]

    assert listed(reader, archived=False) == sorted((one.id for one in used), reverse=True)
    assert listed(reader, archived=True) == sorted((one.id for one in away), reverse=True)
    assert reader.conversation(ADA.organisation_id, away[0].id) == away[0]


def archived(conversation: Conversation) -> Conversation:
    return conversation.changed(seen=None, now=NOON, archived=True)


def listed(reader: ConversationsReader, *, archived: bool) -> list[object]:
    """Read the list page by page."""
    ids: list[object] = []
    window: Window | None = Window(2)
    while window is not None:
        page = reader.conversations(ADA.organisation_id, ADA.user_id, window, archived=archived)
        ids += [one.id for one in page.items]
        window = Window(2, page.next) if page.next else None
    return ids


ASKED = [
    Asking(),
    Asking(document_ids=()),
    Asking(document_ids=(DocumentId(uuid4()), DocumentId(uuid4())), limit=20),
    Asking(query="Ärger 👍", mode=SearchBy.KEYWORD),
]


@pytest.mark.parametrize("asking", ASKED)
def test_what_a_question_settled_comes_back_whole(
    world: Injector, reader: ConversationsReader, asking: Asking
) -> None:
    question = replace(a_message(keep(world, a_conversation()), 1), asking=asking)
    assert reader.message(kept(world, question).id) == question


def test_what_an_answer_took_comes_back_whole(world: Injector, reader: ConversationsReader) -> None:
    answer = a_message(keep(world, a_conversation()), 1, Role.ASSISTANT)
    assert answer.retrieval is not None
    retrieval = replace(answer.retrieval, rewritten=True)
    whole = replace(answer, retrieval=retrieval, trimmed=Trimmed(2, 3), usage=USAGE)
    assert reader.message(kept(world, whole).id) == whole
