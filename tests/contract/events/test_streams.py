"""What is told of that which waits, on every database."""

from injector import Injector

from application.events.accept_events import AcceptEvents
from application.events.processing.publish_events import PublishEvents
from application.events.telling.read_streams import ReadStreams
from support.people import ADA, EVE
from support.told import an_event


def test_the_journal_tells_what_is_not_in_the_log_yet(world: Injector) -> None:
    read = world.get(ReadStreams)
    assert (read(ADA).tail.received, read(ADA).tail.oldest) == (0, None)
    world.get(AcceptEvents)(ADA, [an_event(), an_event()])

    tail = read(ADA).tail
    assert (tail.received, tail.unpublished) == (2, 2)
    assert tail.oldest is not None
    world.get(PublishEvents)()
    assert (read(ADA).tail.unpublished, read(ADA).tail.oldest) == (0, None)


def test_quarantine_is_counted_for_its_own_organisation(world: Injector) -> None:
    event = an_event()
    world.get(AcceptEvents)(ADA, [event, event._replace(data={"total": 13})])

    assert world.get(ReadStreams)(ADA).quarantined == 1
    assert world.get(ReadStreams)(EVE).quarantined == 0
