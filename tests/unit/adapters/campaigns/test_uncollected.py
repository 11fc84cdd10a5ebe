"""The search for cycles goes on after it was put off, whoever lets go last."""

import gc

import pytest

from adapters.campaigns.rankings.uncollected import uncollected


def failing() -> None:
    with uncollected():
        assert not gc.isenabled()
        raise KeyError


def test_it_goes_on_afterwards_also_after_an_error() -> None:
    with pytest.raises(KeyError):
        failing()
    assert gc.isenabled()


@pytest.mark.parametrize("first_ends_first", [True, False])
def test_of_two_at_once_it_goes_on_in_the_end(first_ends_first: bool) -> None:
    first, second = uncollected(), uncollected()
    first.__enter__()
    second.__enter__()
    for one in (first, second) if first_ends_first else (second, first):
        one.__exit__(None, None, None)
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            """Nothing is to be done."""
        assert not gc.isenabled()
    finally:
        gc.enable()
