"""What stands on a source that its reader may not view is left out of an answer."""

import pytest

from domain.conversations.blanked import BLANK, blanked

ANSWER = "The lamp turns twice. [1] It was built in 1841. [2] [3] Nobody lives there. [1]"


def test_nothing_hidden_leaves_every_character() -> None:
    assert blanked(ANSWER, ()) == ANSWER


def test_a_sentence_goes_with_its_source_and_its_marker_stays() -> None:
    assert blanked(ANSWER, {2}) == (
        f"The lamp turns twice. [1] {BLANK} [2] [3] Nobody lives there. [1]"
    )


def test_a_source_that_is_named_twice_takes_both_sentences() -> None:
    shown = blanked(ANSWER, {1})
    assert shown == f"{BLANK} [1] It was built in 1841. [2] [3] {BLANK} [1]"


def test_what_follows_the_last_marker_stays() -> None:
    assert blanked("Hidden. [1] And so on", {1}) == f"{BLANK} [1] And so on"


@pytest.mark.parametrize("text", ["", "No marker at all.", "[1]", "Lines\nbroken. [1]"])
def test_odd_texts_lose_only_what_is_hidden(text: str) -> None:
    assert blanked(text, {7}) == text
    assert "broken" not in blanked(text, {1})
