"""What is said of a record, before and after a model words it: a letter, or a summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from application.insights.words.wording import Worded
from domain.insights.checking import Doubt, Kind
from domain.insights.record import Interaction, Record
from domain.insights.words.letter import Tone, Wish, laid_out, letter, words
from domain.insights.words.line import Line
from domain.insights.words.period import Period
from domain.insights.words.telling import telling

SOUNDS = {
    Tone.FRIENDLY: "warmly and simply",
    Tone.FORMAL: "formally",
    Tone.NEUTRAL: "plainly and politely",
    Tone.APOLOGETIC: "with an apology, and without cheerfulness",
}
FOR_A_COLLEAGUE = "plainly, for a colleague who looks after the customer"


@dataclass(frozen=True, slots=True)
class Composed:
    """Lines in words of ours, and how they should sound."""

    asked: Wish | Period
    lines: tuple[Line, ...]
    sounds: str

    def fitting(self, worded: Worded) -> Worded:
        """Return what was worded, or words of ours where it is longer than was wanted."""
        if isinstance(self.asked, Wish) and words(worded.lines) > self.asked.most_words:
            doubt = Doubt(Kind.LENGTH, f"{words(worded.lines)} words")
            return worded.as_drafted(self.lines, doubt)
        return worded

    def text(self, worded: Worded) -> str:
        if isinstance(self.asked, Wish):
            return laid_out(self.asked.form, worded.lines)
        return " ".join(one.text for one in worded.lines)


def compose(record: Record, asked: Wish | Period, relevant: Sequence[Interaction] = ()) -> Composed:
    if isinstance(asked, Period):
        return Composed(asked, telling(record, asked), FOR_A_COLLEAGUE)
    return Composed(asked, letter(record, asked, relevant), SOUNDS[asked.fitting(record)])
