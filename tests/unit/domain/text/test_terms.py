"""Words that carry meaning."""

from domain.text.terms import stem, terms


def test_stop_words_are_left_out() -> None:
    assert terms("What is the harbour of this town?") == (stem("harbour"), stem("town"))


def test_forms_of_a_word_meet() -> None:
    assert len({stem(word) for word in ("define", "defines", "defined", "defining")}) == 1
    assert stem("agents") == stem("agent")


def test_short_words_are_left_alone() -> None:
    assert [stem(word) for word in ("king", "ring", "des", "bed")] == ["king", "ring", "des", "bed"]


def test_case_and_punctuation_do_not_matter() -> None:
    assert terms("HARBOUR, harbour; Harbour!") == (stem("harbour"),) * 3
