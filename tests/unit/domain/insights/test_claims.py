"""A sentence stands when the record bears out all that it says, and else it is doubted."""

from itertools import islice
from random import Random

import pytest
from benchmarks.insights.claim_cases import true_cases, wrong_cases
from benchmarks.insights.claims import KINDS, is_doubted

from domain.insights.checking import Facts, Kind, doubts
from domain.insights.checking.check import LONGEST
from domain.insights.words.letter import Form, Tone, Wish, letter
from domain.insights.words.telling import telling
from support.effort import assert_cheaper
from support.interactions import THREE, interaction, record_of

FACTS = Facts(record_of(), frozenset({"pineapple"}))
STAND = """\
There are 3 interactions on record.
You contacted us three times, twice by Email.
2 of your 3 interactions came by Email.
Of your 3 interactions, 2 came by Email and 1 by Chatbot.
You reached us most often by Email, most recently by Chatbot on 17 February 2020.
You first reached out by Email on 4 October 2019.
On 2020-02-17 at 18:24 you used the chatbot.
On February 11th, 2020 you wrote an e-mail.
Dear Jedi, thank you for your time.
Please do not hesitate to call us.
There are no interactions by Email about Side Effects Discussion."""
FALL = """\
number: There are 4 interactions on record.
number: You contacted us ４ times.
number: You contacted us hundreds of times.
number: 50 % of your interactions came by Email.
number: 1 of your 3 interactions came by Email.
number: 2 interactions came by Chatbot and 1 by Email.
date: The last interaction was on 18 February 2020.
date: You wrote to us on 11/02/2020.
date: You wrote to us on 31 February 2020.
date: You wrote to us yesterday.
date: On 17 February 2020 at 18:25 you used the chatbot.
channel: The last interaction was on 17 February 2020 by Email.
channel: Your preferred channel is Chatbot.
channel: You telephoned us.
channel: We heard from you by boat.
channel: You came to us via carrier.
channel: You contacted us by Email about Side Effects Discussion.
topic: We spoke about billing.
topic: The most frequent topic is Clinical Trial Inquiry.
sentiment: The last interaction was negative.
sentiment: You were delighted.
name: Dear Batman,
name: dear batman,
name: Thank you, pineapple.
name: We recommend Zorbex to you.
negation: You did not contact us by Email.
negation: You never contacted us by Chatbot.
negation: You contacted us without an answer.
medical_advice: Please take more of the tablets.
promise: You will get a full refund.
markup: Thank <b>you</b>.
markup: Look at https://example.com for more.
language: vielen dank auch an unser ganzes haus hier
language: 谢谢 您 的 来信 我们 会 回复
length: Thank you{}.
words: Bananas dance merrily beneath purple moons.""".format(" and thank you" * 40)


@pytest.mark.parametrize("text", STAND.split("\n"))
def test_a_true_sentence_stands(text: str) -> None:
    assert doubts(text, FACTS) == ()


@pytest.mark.parametrize("line", FALL.split("\n"))
def test_a_wrong_sentence_falls_for_what_is_wrong_in_it(line: str) -> None:
    kind, text = line.split(": ", 1)
    assert Kind(kind) in {one.kind for one in doubts(text, FACTS)}


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("tone", Tone)
def test_every_template_stands_by_itself(form: Form, tone: Tone) -> None:
    record = record_of()
    lines = (*telling(record), *letter(record, Wish(form, tone), THREE))
    facts = Facts(record)
    assert [one for one in lines if not one.fixed and doubts(one.text, facts.about(one.text))] == []


def test_nobody_is_cheerful_with_who_was_only_unhappy() -> None:
    unhappy = record_of((interaction(1, "2020-01-01", "Call", "Delivery", "Negative"),))
    text = "Thank you so much, it was wonderful to hear from you!"
    assert Kind.TONE in {one.kind for one in doubts(text, Facts(unhappy))}
    assert Kind.TONE not in {one.kind for one in doubts(text, FACTS)}


def test_what_was_given_may_be_said_again() -> None:
    text = "The clinical matters are known to us."
    assert doubts(text, FACTS) != ()
    assert doubts(text, FACTS.about("clinical matters")) == ()


def test_what_is_not_listed_one_by_one_is_not_said_by_date() -> None:
    whole = record_of()
    cut = Facts(type(whole)(1, whole.customer, whole.tallies, whole.newest[:1], 7))
    assert doubts("You first contacted us on 4 October 2019.", cut) != ()
    assert doubts("2 interactions came by Email.", cut) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_injected_errors_are_caught(kind: str) -> None:
    wrong = islice(wrong_cases(Random(7), kind), 100)
    assert [one.text for one in wrong if not is_doubted(one)] == []


def test_true_sentences_raise_no_alarm() -> None:
    assert [one.text for one in islice(true_cases(Random(7)), 200) if is_doubted(one)] == []


@pytest.mark.parametrize("word", ["1 ", "may ", "a", "not ", "1:1", "Dear ", "1/1/20 ", "X."])
def test_the_worst_sentence_that_is_read_takes_milliseconds(word: str) -> None:
    text = (word * LONGEST)[:LONGEST]
    assert_cheaper(0.05, lambda: doubts(text, FACTS))


def test_what_is_too_long_for_a_sentence_is_not_read() -> None:
    assert [one.kind for one in doubts("may " * 100_000, FACTS)] == [Kind.LENGTH]
