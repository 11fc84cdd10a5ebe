"""What is written to a customer: an e-mail, a text message, or what to say on the telephone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.insights.record import Interaction, Record
from domain.insights.words.line import Line, day

LEAST_WORDS, MOST_WORDS, USUAL_WORDS = 60, 500, 200
MOST_RAISED = 2


class Form(StrEnum):
    EMAIL = "email"
    SMS = "sms"
    CALL_SCRIPT = "call_script"


class Tone(StrEnum):
    FRIENDLY = "friendly"
    FORMAL = "formal"
    NEUTRAL = "neutral"
    APOLOGETIC = "apologetic"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted; `about` is what the customer's interactions are searched for."""

    form: Form = Form.EMAIL
    tone: Tone = Tone.NEUTRAL
    most_words: int = USUAL_WORDS
    about: str = ""

    def fitting(self, record: Record) -> Tone:
        """Return the tone to write in: whoever was only ever unhappy is apologised to."""
        return Tone.APOLOGETIC if record.is_only_negative else self.tone


THANKS = {
    Tone.FRIENDLY: "Thank you so much for being in touch with us.",
    Tone.FORMAL: "Thank you for the correspondence with us.",
    Tone.NEUTRAL: "Thank you for being in touch with us.",
    Tone.APOLOGETIC: "Thank you for telling us what went wrong.",
}
SORRY = "We are sorry that your experience with us fell short."
GREETING = {
    Form.EMAIL: "Dear {}",
    Form.SMS: "Dear {}",
    Form.CALL_SCRIPT: "Hello, am I speaking to {}",
}
ENDING = {Form.EMAIL: ",", Form.SMS: ",", Form.CALL_SCRIPT: "?"}
ADVICE = (
    "We cannot give medical advice in this message: "
    "please speak to your doctor or pharmacist about any side effect."
)
OPEN = "Please let us know how we can help."


def letter(record: Record, wish: Wish, relevant: Sequence[Interaction]) -> tuple[Line, ...]:
    """Return a draft in at most `wish.most_words` words.

    Nothing where nothing is on record, or to who opted out.
    What is least needed is left out first.
    """
    if record.last is None or record.is_opted_out:
        return ()
    lines = list(_lines(record, wish, relevant))
    for spare in ("raised", "product", "thanks", "open"):
        while words(lines) > wish.most_words and any(one.of == spare for one in lines):
            lines.remove(next(one for one in reversed(lines) if one.of == spare))
    return tuple(lines)


def words(lines: Sequence[Line]) -> int:
    return sum(len(one.text.split()) for one in lines)


def _lines(record: Record, wish: Wish, relevant: Sequence[Interaction]) -> Iterator[Line]:
    tone = wish.fitting(record)
    name = record.name or "customer"
    yield Line(GREETING[wish.form].format(name) + ENDING[wish.form], "greeting")
    yield Line(THANKS[tone], "thanks")
    if tone is Tone.APOLOGETIC:
        unhappy = tuple(one.id for one in record.newest if one.sentiment)
        yield Line(SORRY, "sorry", unhappy, sum(one.count for one in record.sentiments))
    last = record.newest[0]
    about = f", about {last.topic}" if last.topic else ""
    text = f"Your last interaction with us was on {day(last.at)} by {last.channel}{about}."
    yield Line(text, "last", (last.id,), 1)
    yield from _raised(last, relevant)
    if last.product:
        text = f"The product at that time was {last.product}."
        yield Line(text, "product", (last.id,), 1)
    if record.adverse:
        ids = tuple(one.id for one in record.newest if one.is_adverse)
        yield Line(ADVICE, "advice", ids, record.adverse, fixed=True)
    yield Line(OPEN, "open")
    if wish.form is Form.EMAIL:
        yield Line("Kind regards,\nYour customer team", "signature", fixed=True)


def _raised(last: Interaction, relevant: Sequence[Interaction]) -> Iterator[Line]:
    """Yield what they also came with, by how relevant it is; each topic once."""
    told = {last.topic}
    for one in relevant:
        if one.topic and one.topic not in told and len(told) <= MOST_RAISED:
            told.add(one.topic)
            text = f"You also contacted us on {day(one.at)} by {one.channel}, about {one.topic}."
            yield Line(text, "raised", (one.id,), 1)


def laid_out(form: Form, lines: Sequence[Line]) -> str:
    """Return the text as it is sent: an e-mail in paragraphs, a script line by line."""
    if form is Form.CALL_SCRIPT:
        return "\n".join(one.text for one in lines)
    if form is Form.SMS or not lines:
        return " ".join(one.text for one in lines)
    ends = [one.text for one in lines if one.of == "signature"]
    body = " ".join(one.text for one in lines[1:] if one.of != "signature")
    return "\n\n".join([lines[0].text, body, *ends])
