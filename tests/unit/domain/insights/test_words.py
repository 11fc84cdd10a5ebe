"""What is written without a model, and what each sentence rests on."""

from dataclasses import replace

import pytest

from domain.insights.record import Customer, Record
from domain.insights.summary import Missing, Summary
from domain.insights.words.letter import LEAST_WORDS, Form, Tone, Wish, laid_out, letter, words
from domain.insights.words.telling import telling
from support.interactions import FIRST, LAST, SECOND, THREE, interaction, record_of

ADVERSE = interaction(9, "2021-01-01", "Call", "Adverse Event Report", "Negative")
NOTHING = Record(13, Customer(13), (), (), 4)


def test_a_summary_counts_what_is_on_record() -> None:
    summary = Summary.of(record_of())
    assert (summary.total, summary.channel, summary.last) == (3, "Email", THREE[0])
    assert summary.key_topics == tuple(one.topic for one in THREE)
    assert summary.missing == ()


def test_of_two_channels_as_frequent_the_later_one_counts() -> None:
    assert Summary.of(record_of(THREE[:2])).channel == "Chatbot"


def test_nothing_on_record_is_an_honest_zero() -> None:
    summary = Summary.of(NOTHING)
    assert (summary.total, summary.channel, summary.last, summary.key_topics) == (0, None, None, ())
    assert [one.text for one in telling(NOTHING)] == ["There are no interactions on record."]
    assert letter(NOTHING, Wish(), ()) == ()


def test_what_is_missing_is_said_and_counted() -> None:
    bare = record_of((interaction(1, "2020-01-01", "Bird"), *THREE), name=None)
    orphan = replace(bare, customer=None)
    assert Summary.of(orphan).missing == (
        Missing("customer_not_on_file", 4),
        Missing("without_topic", 1),
        Missing("without_sentiment", 1),
        Missing("without_product", 1),
    )


def test_each_sentence_names_the_interactions_behind_it() -> None:
    behind = {one.of: one.interactions for one in telling(record_of())}
    assert behind["total"] == (LAST, SECOND, FIRST)
    assert behind["channel"] == (SECOND, FIRST)
    assert behind["last"] == (LAST,)


def test_an_adverse_event_is_said_in_fixed_words() -> None:
    record = record_of((ADVERSE, *THREE))
    assert Summary.of(record).adverse == (ADVERSE.id,)
    assert [one.fixed for one in telling(record) if one.of == "adverse"] == [True]
    assert any(one.of == "advice" and one.fixed for one in letter(record, Wish(), ()))


def test_negative_side_effects_only_are_adverse() -> None:
    assert not Summary.of(record_of()).adverse
    quiet = interaction(9, "2021-01-01", "Call", "Side Effects Discussion", "negative")
    assert Summary.of(record_of((quiet,))).adverse == (quiet.id,)


def test_who_was_only_unhappy_gets_an_apology_whatever_tone_was_asked_for() -> None:
    unhappy = record_of(THREE[1:])
    lines = letter(unhappy, Wish(tone=Tone.FRIENDLY), ())
    assert Wish(tone=Tone.FRIENDLY).fitting(unhappy) is Tone.APOLOGETIC
    assert "We are sorry" in laid_out(Form.EMAIL, lines)
    assert Wish(tone=Tone.FRIENDLY).fitting(record_of()) is Tone.FRIENDLY


@pytest.mark.parametrize("form", Form)
def test_it_keeps_to_the_words_that_it_may_have(form: Form) -> None:
    record = record_of((ADVERSE, *THREE))
    for most in (LEAST_WORDS, 70, 200):
        assert words(letter(record, Wish(form, most_words=most), THREE)) <= most


def test_a_letter_is_laid_out_by_its_form() -> None:
    record = record_of()
    email = laid_out(Form.EMAIL, letter(record, Wish(), THREE))
    assert email.startswith("Dear Jedi,\n\nThank you")
    assert email.endswith("\n\nKind regards,\nYour customer team")
    assert "\n" not in laid_out(Form.SMS, letter(record, Wish(Form.SMS), ()))
    assert laid_out(Form.CALL_SCRIPT, letter(record, Wish(Form.CALL_SCRIPT), ())).startswith(
        "Hello, am I speaking to Jedi?\n"
    )


def test_somebody_without_a_name_is_a_customer() -> None:
    assert letter(record_of(name=None), Wish(), ())[0].text == "Dear customer,"
    assert letter(record_of(name=" "), Wish(), ())[0].text == "Dear customer,"
