"""Server-sent events of something that goes on."""

from collections.abc import Sequence
from contextlib import ExitStack

import pytest

from application.errors import Unavailable
from domain.errors import DomainError, Forbidden, NotFound
from entrypoints.http import event_stream
from entrypoints.http.event_stream import (
    HEARTBEAT_SECONDS,
    LONGEST_REST_SECONDS,
    Event,
    frames,
    streamed,
)

ONE, TWO = Event(1, "trade", b"{}"), Event(None, "gap", b"[]")


class Passing:
    """Time that passes while somebody rests."""

    def __init__(self) -> None:
        self.now = 0.0
        self.rests: list[float] = []

    def clock(self) -> float:
        return self.now

    def rest(self, seconds: float) -> None:
        self.now += seconds
        self.rests.append(seconds)


def test_what_was_found_at_once_is_sent_at_once() -> None:
    told = frames(lambda: [ONE, TWO])
    assert next(told) == b"id: 1\nevent: trade\ndata: {}\n\nevent: gap\ndata: []\n\n"


def test_a_quiet_stream_is_looked_at_less_often_and_kept_alive() -> None:
    passing, looks = Passing(), 0

    def look() -> Sequence[Event]:
        nonlocal looks
        looks += 1
        return []

    told = frames(look, passing.clock, passing.rest)
    assert next(told) == b": keep-alive\n\n"
    assert HEARTBEAT_SECONDS < passing.now < HEARTBEAT_SECONDS + 2 * LONGEST_REST_SECONDS
    assert max(passing.rests) == LONGEST_REST_SECONDS
    assert looks < 120


def test_it_is_looked_at_often_again_once_something_came() -> None:
    passing = Passing()
    found = iter([*([[]] * 60), [ONE], []])
    told = frames(lambda: next(found), passing.clock, passing.rest)
    assert next(told).startswith(b"id: 1")
    with pytest.raises(RuntimeError):  # nothing is left to find
        next(told)
    assert passing.rests[-1] < passing.rests[-2]


@pytest.mark.parametrize("refusal", [NotFound("gone"), Forbidden("no more"), Unavailable("x", "y")])
def test_a_stream_that_may_be_read_no_more_ends_in_good_order(refusal: DomainError) -> None:
    def look() -> Sequence[Event]:
        raise refusal

    assert list(frames(look)) == []


def test_a_stream_ends_after_the_last_of_what_was_found() -> None:
    found = iter([[ONE], [], [TWO], None])
    told = frames(lambda: next(found), rest=lambda _: None)
    assert list(told) == [ONE.frame(), TWO.frame()]


def test_a_seat_is_left_with_its_owner_when_the_stream_cannot_begin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left = list[str]()

    def refused(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(event_stream, "Response", refused)
    with ExitStack() as seat:
        seat.callback(left.append, "left")
        with pytest.raises(MemoryError):
            streamed(iter([b""]), seat)

    assert left == ["left"]


def test_a_seat_is_kept_until_its_stream_is_over() -> None:
    left = list[str]()
    with ExitStack() as seat:
        seat.callback(left.append, "left")
        response = streamed(iter([b""]), seat)
    assert left == []

    response.close()
    assert left == ["left"]
