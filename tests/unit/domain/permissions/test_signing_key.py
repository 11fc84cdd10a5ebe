"""A key is shown before it signs, and shown for as long as its tokens last."""

from datetime import timedelta
from uuid import UUID

from domain.permissions.people.signing_key import KeyId, SigningKey, outlived, signing
from support.people import NOON

MINUTE = timedelta(minutes=1)


def key(number: int, minutes: int) -> SigningKey:
    return SigningKey(
        id=KeyId(UUID(int=number)),
        public=b"public",
        sealed=b"sealed",
        made_at=NOON,
        signs_from=NOON + minutes * MINUTE,
    )


OLD, NEXT = key(1, 0), key(2, 10)


def test_the_next_key_signs_from_its_time_on() -> None:
    assert signing([NEXT, OLD], NOON + 9 * MINUTE) == OLD
    assert signing([NEXT, OLD], NOON + 10 * MINUTE) == NEXT


def test_the_first_key_signs_also_by_a_clock_that_is_behind() -> None:
    assert signing([OLD, NEXT], NOON - MINUTE) == OLD
    assert signing([], NOON) is None


def test_a_key_is_kept_until_its_last_token_has_run_out() -> None:
    assert outlived([OLD, NEXT], NOON + 20 * MINUTE) == []
    assert outlived([OLD, NEXT], NOON + 21 * MINUTE) == [OLD]
    assert outlived([OLD], NOON + 1_000 * MINUTE) == []


def test_the_sealed_half_is_not_shown() -> None:
    assert "sealed" not in repr(OLD)
