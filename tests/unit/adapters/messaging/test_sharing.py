"""Members of a group come to hold equal parts, whoever looks first."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from adapters.messaging.sharing import Place, moves

ME, OTHER, DEAD = UUID(int=1), UUID(int=2), UUID(int=3)


def places(many: int, holder: UUID | None = None) -> dict[Place, UUID | None]:
    return {Place("things", number): holder for number in range(many)}


def test_who_is_alone_takes_everything() -> None:
    assert moves(places(16), [ME], ME, ()) == ([], 16)


def test_who_holds_more_than_its_part_leaves_the_rest() -> None:
    leave, take = moves(places(16, ME), [ME, OTHER], ME, ())

    assert (len(leave), take) == (8, 0)


def test_what_one_is_busy_with_stays() -> None:
    busy = [Place("things", number) for number in range(12)]

    leave, _ = moves(places(16, ME), [ME, OTHER], ME, busy)

    assert len(leave) == 4
    assert not set(leave) & set(busy)


def test_what_the_dead_held_is_free() -> None:
    assert moves(places(16, DEAD), [ME, OTHER], ME, ()) == ([], 8)


def test_one_more_member_than_partitions_holds_nothing() -> None:
    held = {**places(1, OTHER)}

    assert moves(held, [ME, OTHER], ME, ()) == ([], 0)


@given(many=st.integers(1, 40), turns=st.lists(st.integers(0, 6), min_size=30, max_size=80))
def test_turn_by_turn_everybody_gets_a_fair_part(many: int, turns: list[int]) -> None:
    members = [UUID(int=10 + number) for number in range(7)]
    held = places(many)
    for turn in [*turns, *range(7), *range(7)]:
        me = members[turn]
        change = moves(held, members, me, ())
        for place in change.leave:
            held[place] = None
        free = [place for place, holder in held.items() if holder is None]
        held.update(dict.fromkeys(free[: change.take], me))

    counts = [list(held.values()).count(member) for member in members]
    assert sum(counts) == many
    assert max(counts) <= -(-many // 7)
