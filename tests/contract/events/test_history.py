"""What a list of events promises, on every database."""

from collections.abc import Callable

import pytest
from injector import Injector

from application.events.accept_events import AcceptEvents
from application.events.erasing.erase_subject import EraseSubject
from application.events.processing.publish_events import PublishEvents
from application.events.telling import list_events
from application.events.telling.list_events import ListEvents
from application.events.telling.read_status import ReadStatus
from application.paging import Page, Window
from domain.events.history import Listed, Place, Wanted
from domain.events.incoming import Incoming
from domain.events.status import State
from domain.principal import Principal
from entrypoints.workers.worker import Worker
from support.people import ADA, EVE
from support.told import an_event

Listing = Callable[..., list[str]]
ALL = Wanted()


@pytest.fixture
def tell(world: Injector) -> Callable[..., None]:
    def told(*events: Incoming, by: Principal = ADA) -> None:
        world.get(AcceptEvents)(by, events)

    return told


@pytest.fixture
def pages(world: Injector) -> Callable[..., list[Page[Listed]]]:
    """Turn page after page until there is none."""

    def turned(wanted: Wanted, limit: int, by: Principal = ADA) -> list[Page[Listed]]:
        found, after = list[Page[Listed]](), None
        while True:
            found.append(world.get(ListEvents)(by, wanted, Window(limit, after)))
            after = found[-1].next
            if after is None:
                return found

    return turned


@pytest.fixture
def listing(pages: Callable[..., list[Page[Listed]]]) -> Listing:
    def ids(wanted: Wanted = ALL, limit: int = 100, by: Principal = ADA) -> list[str]:
        told = pages(wanted, limit, by)
        return [one.event.external_id for page in told for one in page.items]

    return ids


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 100])
def test_each_event_stands_on_one_page_newest_first(
    tell: Callable[..., None], listing: Listing, limit: int
) -> None:
    events = [an_event() for _ in range(5)]
    tell(*events[:3])  # these came in one moment
    conflict = events[0]._replace(data={"total": 13})
    tell(conflict)
    tell(*events[3:])

    newest = [one.id for one in reversed(events)]
    assert listing(limit=limit) == [*newest[:2], conflict.id, *newest[2:]]


def test_pages_of_four_hold_four(
    tell: Callable[..., None], pages: Callable[..., list[Page[Listed]]]
) -> None:
    tell(*(an_event() for _ in range(9)))
    assert [len(one.items) for one in pages(ALL, 4)] == [4, 4, 1]


def test_what_comes_meanwhile_moves_nothing_on_the_next_page(
    world: Injector, tell: Callable[..., None]
) -> None:
    events = [an_event() for _ in range(4)]
    tell(*events)
    first = world.get(ListEvents)(ADA, ALL, Window(2))
    tell(an_event())

    rest = world.get(ListEvents)(ADA, ALL, Window(9, first.next))
    assert [one.event.external_id for one in rest.items] == [events[1].id, events[0].id]


def test_another_organisation_s_events_are_not_there(
    tell: Callable[..., None], listing: Listing
) -> None:
    tell(an_event(id="ours"))
    tell(an_event(id="theirs"), by=EVE)

    assert (listing(), listing(by=EVE)) == (["ours"], ["theirs"])


def test_they_are_chosen_by_source_type_and_moment(
    tell: Callable[..., None], listing: Listing, pages: Callable[..., list[Page[Listed]]]
) -> None:
    tell(an_event(id="a"), an_event(id="b", source="till"), an_event(id="c", type="order.made"))
    tell(an_event(id="d"))

    assert listing(Wanted(source="till")) == ["b"]
    assert listing(Wanted(type="order.made")) == ["c"]
    assert listing(Wanted(source="till", type="order.made")) == []
    last, *_, first = pages(ALL, 9)[0].items
    came, went = first.event.place.received_at, last.event.place.received_at
    assert listing(Wanted(since=went)) == ["d"]
    assert listing(Wanted(until=went)) == ["c", "b", "a"]
    assert listing(Wanted(since=came, until=came)) == []
    assert listing(Wanted(until=came)) == []


def test_every_state_is_the_one_that_its_status_tells(
    world: Injector, tell: Callable[..., None], pages: Callable[..., list[Page[Listed]]]
) -> None:
    bad = an_event(id="bad", type="document.created", data={}, key="k")
    tell(an_event(id="done"), bad, an_event(id="gone", subject="kim@example.org"))
    tell(an_event(id="other")._replace(source="till"), an_event(id="clash"))
    world.get(Worker).carry_events()
    tell(an_event(id="sent"), an_event(id="clashes", source="till"))
    world.get(PublishEvents)()
    tell(an_event(id="new"), an_event(id="clashes", source="till", data={"total": 13}))
    tell(an_event(id="held"))
    world.get(EraseSubject)(ADA, "kim@example.org")

    [page] = pages(ALL, 100)
    told = {one.event.external_id: one.state for one in page.items if one.event.held is None}
    status = world.get(ReadStatus)
    assert told == {
        one.event.external_id: status(ADA, one.event.source, one.event.external_id).state
        for one in page.items
        if one.event.held is None
    }
    assert {told[one] for one in ("done", "bad", "gone", "sent", "new")} == {
        State.PROCESSED, State.DEAD, State.ERASED, State.PUBLISHED, State.RECEIVED,
    }  # fmt: skip
    assert [one.attempts for one in page.items if one.event.external_id == "bad"] == [1]


def test_they_are_chosen_by_their_state(
    world: Injector, tell: Callable[..., None], listing: Listing
) -> None:
    tell(an_event(id="done"), an_event(id="bad", type="document.created", data={}))
    world.get(Worker).carry_events()
    tell(an_event(id="new"), an_event(id="done", data={"total": 13}))

    assert listing(Wanted(state=State.PROCESSED)) == ["done"]
    assert listing(Wanted(state=State.DEAD)) == ["bad"]
    assert listing(Wanted(state=State.RECEIVED)) == ["new"]
    assert listing(Wanted(state=State.QUARANTINED)) == ["done"]
    assert listing(Wanted(state=State.RETRYING)) == []


def test_looking_for_the_rare_ends_and_says_where_to_go_on(
    world: Injector,
    tell: Callable[..., None],
    pages: Callable[..., list[Page[Listed]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(list_events, "AT_ONCE", 2)
    monkeypatch.setattr(list_events, "MOST_LOOKED", 4)
    tell(an_event(id="rare", source="till"), *(an_event() for _ in range(9)))

    told = pages(Wanted(source="till"), 5)
    assert [[one.event.external_id for one in page.items] for page in told] == [[], [], ["rare"]]


def test_a_cursor_that_nobody_gave_out_harms_nobody(
    world: Injector, tell: Callable[..., None]
) -> None:
    tell(an_event())
    for packed in (Place.unpacked(one).packed() for one in (ADA.user_id, EVE.user_id)):
        world.get(ListEvents)(ADA, ALL, Window(9, packed))
