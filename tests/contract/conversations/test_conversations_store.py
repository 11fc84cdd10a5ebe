"""What every ConversationsStore and ConversationsReader promise, asked of each of them."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from injector import Injector

from application.conversations.ports import ConversationsReader, ConversationsStore, Said
from application.paging import Window
from domain.conversations.conversation import Conversation
from domain.conversations.message import AnswerStatus, Citation, MessageId, Role, Turn
from domain.conversations.run import RunEvent, RunEventKind, RunId, RunState
from domain.ids import DocumentId
from support.conversations import a_citation, a_conversation, a_message, a_run, keep
from support.people import ADA, BEN, EVE, NOON

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def reader(world: Injector) -> ConversationsReader:
    return world.get(ConversationsReader)


@pytest.fixture
def conversation(world: Injector) -> Conversation:
    return keep(world, a_conversation())


def test_a_conversation_comes_back_whole(
    reader: ConversationsReader, conversation: Conversation
) -> None:
    assert reader.conversation(ADA.organisation_id, conversation.id) == conversation
    assert reader.conversation(EVE.organisation_id, conversation.id) is None


def test_a_change_overwrites(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    changed = keep(world, conversation.changed(seen=1, now=NOON, title="Other"))

    assert reader.conversation(ADA.organisation_id, conversation.id) == changed


def test_a_conversation_is_exchanged_if_it_is_of_the_version_that_was_seen(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    other = keep(world, a_conversation())
    made = conversation.changed(seen=1, now=LATER, title="Other", document_ids=(), archived=True)
    with world.get(ConversationsStore).transaction() as work:
        assert work.conversations.exchange(conversation, made)
        assert not work.conversations.exchange(conversation, conversation)
        assert not work.conversations.exchange(a_conversation(), made)
        work.commit()

    assert reader.conversation(ADA.organisation_id, conversation.id) == made
    assert reader.conversation(ADA.organisation_id, other.id) == other


def test_a_list_holds_ones_own_newest_first(world: Injector, reader: ConversationsReader) -> None:
    own = [keep(world, a_conversation()).id for _ in range(5)]
    keep(world, a_conversation(by=BEN))
    keep(world, a_conversation(by=EVE))

    first = reader.conversations(ADA.organisation_id, ADA.user_id, Window(3))
    rest = reader.conversations(ADA.organisation_id, ADA.user_id, Window(3, first.next))

    listed = [one.id for one in (*first.items, *rest.items)]
    assert (listed, rest.next) == (sorted(own, reverse=True), None)


def test_messages_come_back_whole_and_in_order(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    question = a_message(conversation, 1)
    answer = a_message(conversation, 2, Role.ASSISTANT, citations=(a_citation(1), a_citation(2)))
    with world.get(ConversationsStore).transaction() as work:
        work.messages.append(question)
        work.messages.append(answer)
        work.commit()

    assert reader.messages(conversation.id, Window(10)).items == (question, answer)
    assert reader.message(answer.id) == answer
    assert answer.answer_status is AnswerStatus.ANSWERED


def test_messages_are_paged_oldest_first(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    said = [a_message(conversation, number) for number in range(1, 6)]
    with world.get(ConversationsStore).transaction() as work:
        for message in said:
            work.messages.append(message)
        work.commit()

    first = reader.messages(conversation.id, Window(3))
    rest = reader.messages(conversation.id, Window(3, first.next))

    assert [*first.items, *rest.items] == said
    assert rest.next is None


def test_positions_count_up_within_a_conversation(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    other = keep(world, a_conversation())
    with world.get(ConversationsStore).transaction() as work:
        kept = [
            work.messages.append(a_message(talk, 9)) for talk in (conversation, other, conversation)
        ]
        work.commit()

    assert kept == [1, 1, 2]
    for talk, positions in ((conversation, [1, 2]), (other, [1])):
        said = reader.messages(talk.id, Window(3)).items
        assert [message.position for message in said] == positions


def test_a_question_has_one_run(world: Injector, conversation: Conversation) -> None:
    first = a_run(conversation)
    again = replace(a_run(conversation), question_id=first.question_id)
    with world.get(ConversationsStore).transaction() as work:
        assert work.runs.add(first)
        work.runs.save(first.completed())
        assert not work.runs.add(again)
        assert work.runs.by_question(first.question_id) == first.completed()


def test_turns_are_the_last_ones_before_a_message(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    said = [a_message(conversation, number, content=f"m{number}") for number in range(1, 6)]
    with world.get(ConversationsStore).transaction() as work:
        for message in said:
            work.messages.append(message)
        work.commit()

    turns = reader.turns(conversation.id, before=said[3].id, limit=2)

    assert list(turns) == [Turn(Role.USER, "m2"), Turn(Role.USER, "m3")]


def test_what_was_said_last_is_told_with_its_place(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    assert reader.said(conversation.id, limit=2) == Said()
    other = keep(world, a_conversation())
    with world.get(ConversationsStore).transaction() as work:
        work.messages.append(a_message(other, 1))
        for number in range(1, 5):
            role = Role.USER if number % 2 else Role.ASSISTANT
            work.messages.append(a_message(conversation, number, role, content=f"m{number}"))
        work.commit()

    said = reader.said(conversation.id, limit=2)

    assert said == Said((Turn(Role.USER, "m3"), Turn(Role.ASSISTANT, "m4")), 4)
    assert not said.awaits_answer
    assert Said(said.turns[:1], 3).awaits_answer


def test_turns_name_the_documents_that_they_stand_on(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    known, gone = DocumentId(uuid4()), DocumentId(uuid4())
    cited = (a_citation(1, known), replace(a_citation(2, gone), withdrawn=True))
    answer = a_message(conversation, 1, Role.ASSISTANT, content="So. [1]", citations=cited)
    after = a_message(conversation, 2, content="And?")
    with world.get(ConversationsStore).transaction() as work:
        work.messages.append(answer)
        work.messages.append(after)
        work.commit()

    expected = Turn(Role.ASSISTANT, "So. [1]", {1: known})

    assert list(reader.turns(conversation.id, before=after.id, limit=5)) == [expected]
    assert reader.said(conversation.id, limit=5).turns == (expected, Turn(Role.USER, "And?"))


def test_withdrawing_blanks_every_quote_of_a_document_and_no_other(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    gone, stays = DocumentId(uuid4()), DocumentId(uuid4())
    cited = (a_citation(1, gone), a_citation(2, stays), a_citation(3, gone))
    says = "A secret. [1] It stays. [2] Both say it. [2] [3] It stays too. [2]"
    answer = a_message(conversation, 1, Role.ASSISTANT, content=says, citations=cited)
    run = replace(a_run(conversation), answer_id=answer.id)
    with world.get(ConversationsStore).transaction() as work:
        work.messages.append(answer)
        work.runs.save(run)
        work.runs.tell(run, [RunEvent(1, RunEventKind.CITATION, {"quote": "secret"})])
        work.commit()
    with world.get(ConversationsStore).transaction() as work:
        assert work.messages.withdraw(EVE.organisation_id, gone) == 0
        assert work.messages.withdraw(ADA.organisation_id, gone) == 2
        work.commit()

    held = reader.message(answer.id)
    assert held is not None
    assert held.citations == (blank(cited[0]), cited[1], blank(cited[2]))
    assert held.content == "[…] [1] It stays. [2] […] [2] [3] It stays too. [2]"
    assert list(reader.run_events(run.id, after=0)) == []


def test_withdrawing_twice_changes_nothing_more(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    gone = DocumentId(uuid4())
    answer = a_message(
        conversation, 1, Role.ASSISTANT, content="A secret. [1]", citations=(a_citation(1, gone),)
    )
    with world.get(ConversationsStore).transaction() as work:
        work.messages.append(answer)
        work.commit()
    assert reader.quotations(ADA.organisation_id, gone) == 2  # the quote, and what says it

    left = []
    for _ in range(2):
        with world.get(ConversationsStore).transaction() as work:
            work.messages.withdraw(ADA.organisation_id, gone)
            work.commit()
        left.append(reader.message(answer.id))

    assert left[0] == left[1] == answer.withdrawn(gone)
    assert left[0] is not None
    assert left[0].content == "[…] [1]"
    assert reader.quotations(ADA.organisation_id, gone) == 0


def test_an_answer_whose_words_came_back_is_counted(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    gone = DocumentId(uuid4())
    cited = (blank(a_citation(1, gone)),)
    answer = a_message(conversation, 1, Role.ASSISTANT, content="A secret. [1]", citations=cited)
    with world.get(ConversationsStore).transaction() as work:
        work.messages.append(answer)
        work.commit()

    assert reader.quotations(ADA.organisation_id, gone) == 1


def test_quotes_that_still_stand_are_counted(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    gone, stays = DocumentId(uuid4()), DocumentId(uuid4())
    cited = (a_citation(1, gone), a_citation(2, stays))
    broken = replace(a_run(conversation), state=RunState.FAILED)
    told = {"document_id": str(gone), "quote": "secret"}
    with world.get(ConversationsStore).transaction() as work:
        work.messages.append(a_message(conversation, 1, Role.ASSISTANT, citations=cited))
        work.runs.save(broken)
        work.runs.tell(broken, [RunEvent(1, RunEventKind.CITATION, told)])
        work.commit()
    assert reader.quotations(ADA.organisation_id, gone) == 2
    assert reader.quotations(ADA.organisation_id, stays) == 1
    assert reader.quotations(EVE.organisation_id, gone) == 0

    with world.get(ConversationsStore).transaction() as work:
        work.messages.withdraw(ADA.organisation_id, gone)
        work.commit()
    assert reader.quotations(ADA.organisation_id, gone) == 0
    assert reader.quotations(ADA.organisation_id, stays) == 1
    assert list(reader.run_events(broken.id, after=0)) == []


def blank(citation: Citation) -> Citation:
    return replace(citation, quote="", withdrawn=True)


def test_a_run_comes_back_whole(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    run = a_run(conversation)
    with world.get(ConversationsStore).transaction() as work:
        work.runs.save(run.begun())
        work.commit()
    with world.get(ConversationsStore).transaction() as work:
        assert work.runs.by_id(run.id) == work.runs.by_question(run.question_id) == run.begun()
        assert work.runs.by_id(RunId(uuid4())) is None
        assert work.runs.by_question(MessageId(uuid4())) is None

    assert reader.run(ADA.organisation_id, run.id) == run.begun()
    assert reader.run(EVE.organisation_id, run.id) is None


def test_one_run_of_a_conversation_runs_at_a_time(
    world: Injector, conversation: Conversation
) -> None:
    first, second, third = (a_run(conversation) for _ in range(3))
    other = a_run(keep(world, a_conversation()))
    with world.get(ConversationsStore).transaction() as work:
        assert work.runs.running(conversation.id) is None
        assert [work.runs.add(run) for run in (first, second, other)] == [True, False, True]
        assert work.runs.running(conversation.id) == first
        work.runs.save(first.stopped())
        assert work.runs.running(conversation.id) is None
        assert work.runs.add(third)
        work.commit()
    with world.get(ConversationsStore).transaction() as work:
        assert work.runs.running(conversation.id) == third
        assert work.runs.by_id(second.id) is None


def test_two_transactions_at_once_start_one_run(
    world: Injector, conversation: Conversation
) -> None:
    begun = Barrier(2)

    def late() -> bool:
        begun.wait()  # the first has added its run, and has not committed
        with world.get(ConversationsStore).transaction() as work:
            added = work.runs.add(a_run(conversation))
            work.commit()
        return added

    with ThreadPoolExecutor(1) as pool:
        with world.get(ConversationsStore).transaction() as work:
            other = pool.submit(late)
            assert work.runs.add(a_run(conversation))
            begun.wait()
            with suppress(TimeoutError):
                other.result(0.1)
            assert not other.done()
            work.commit()
        assert other.result(60) is False


def test_events_are_told_in_order_and_read_from_anywhere(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    run = a_run(conversation)
    told = [RunEvent(n, RunEventKind.DELTA, {"text": f"Ärger {n} 👍"}) for n in range(1, 5)]
    with world.get(ConversationsStore).transaction() as work:
        work.runs.save(run)
        work.runs.tell(run, told[:2])
        assert work.runs.last_sequence(run) == 2
        work.runs.tell(run, told[2:])
        work.commit()

    with world.get(ConversationsStore).transaction() as work:
        assert list(work.runs.told(run)) == told
        assert list(work.runs.told(a_run(conversation))) == []
    assert list(reader.run_events(run.id, after=0)) == told
    assert list(reader.run_events(run.id, after=3)) == told[3:]
    assert list(reader.run_events(run.id, after=9)) == []


def test_removing_a_conversation_takes_everything_of_it_along(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    other = keep(world, a_conversation())
    run, message = a_run(conversation), a_message(conversation, 1, Role.ASSISTANT)
    with world.get(ConversationsStore).transaction() as work:
        work.messages.append(message)
        work.runs.save(run)
        work.runs.tell(run, [RunEvent(1, RunEventKind.STARTED, {})])
        work.conversations.remove(conversation)
        work.commit()

    assert reader.conversation(ADA.organisation_id, conversation.id) is None
    assert reader.message(message.id) is None
    assert reader.run(ADA.organisation_id, run.id) is None
    assert list(reader.run_events(run.id, after=0)) == []
    assert reader.conversation(ADA.organisation_id, other.id) == other


def test_what_was_not_committed_never_happened(
    world: Injector, reader: ConversationsReader, conversation: Conversation
) -> None:
    with world.get(ConversationsStore).transaction() as work:
        work.messages.append(a_message(conversation, 1))
        work.conversations.save(replace(conversation, title="Other"))

    assert reader.messages(conversation.id, Window(10)).items == ()
    assert reader.conversation(ADA.organisation_id, conversation.id) == conversation
