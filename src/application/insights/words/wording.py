"""Lines worded by a model, of which none is believed before it was held against the record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice

from application.clock import Clock
from application.errors import Unavailable
from application.insights.words.ports import RecordReader, Salts
from application.service import service
from application.writing.ports import Commission, TextWriter, told
from domain.ids import OrganisationId
from domain.insights.checking import Doubt, Facts, Kind, doubts
from domain.insights.masking import Masks, masks_for
from domain.insights.record import Record
from domain.insights.words.line import Line
from domain.insights.words.telling import PERIOD

MOST_WRITTEN = 10_000
"""Characters; a model that has not come to an end by then is not listened to."""
MOST_WORDS_LOOKED_UP = 600
LONGEST_NAME = 3
WORD = re.compile(r"\w[\w'’-]*")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`doubts` tell why the line stands in words of ours, and not in those of the model."""

    line: Line
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was handed to a model, masked with the salt, and what it wrote."""

    commission: Commission
    salt: str
    reply: str


@dataclass(frozen=True, slots=True)
class Worded:
    """`failure` tells why no model's words were heard at all, if they were not.

    Without an `exchange` nothing was handed to a model.
    """

    sentences: tuple[Sentence, ...]
    masked: Mapping[str, int]
    checked: int
    failure: str | None = None
    exchange: Exchange | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(one.line for one in self.sentences)

    def as_drafted(self, lines: Sequence[Line], doubt: Doubt) -> Worded:
        """Return all in words of ours, for what is wrong with it as a whole."""
        doubted = (Sentence(one, () if one.fixed else (doubt,)) for one in lines)
        return replace(self, sentences=tuple(doubted))

    @classmethod
    def unheard(cls, lines: Sequence[Line], failure: str | None) -> Worded:
        """Return what nobody worded."""
        return cls(tuple(map(Sentence, lines)), {}, 0, failure)


@service
class WordLines:
    writer: TextWriter
    records: RecordReader
    salts: Salts
    clock: Clock
    patience: timedelta

    def __call__(
        self, organisation_id: OrganisationId, record: Record, lines: Sequence[Line], wish: str
    ) -> Worded:
        """Have the lines worded; what nobody vouches for stands as it was drafted.

        Only masked text is handed out.
        """
        open_ = [one for one in lines if not one.fixed]
        if not open_:
            return Worded.unheard(lines, None)
        known = (record.name,) if record.name else ()
        masks = masks_for([one.text for one in open_], known, self.salts())
        masked = tuple(masks.mask(one.text) for one in open_)
        commission = Commission(lines=masked, wish=wish)
        try:
            reply = self.written(commission)
        except Unavailable as missing:
            handed = Exchange(commission, masks.salt, "")
            unheard = Worded.unheard(lines, str(missing))
            return replace(unheard, masked=masks.counts, exchange=handed)
        written = told(reply)
        said = {one: masks.unmask(written.get(n, "")) for n, one in enumerate(open_, start=1)}
        names = self._names(organisation_id, record, said)
        facts = Facts(record, names)
        checked = tuple(_checked(one, said.get(one), facts, masks) for one in lines)
        handed = Exchange(commission, masks.salt, reply)
        return Worded(checked, masks.counts, len(open_), exchange=handed)

    def salted(self, salt: str) -> WordLines:
        """Return it as it masks with that salt, and no other."""
        return replace(self, salts=lambda: iter((salt,)))

    def written(self, commission: Commission) -> str:
        """Return all that the model writes; raises Unavailable, also where it finds no end."""
        until, pieces, length = self.clock.now() + self.patience, [], 0
        with closing(self.writer.write(commission)) as writing:
            for piece in writing:
                pieces.append(piece)
                length += len(piece)
                if length > MOST_WRITTEN:
                    raise Unavailable(self.writer.name, "it wrote without an end")
                if self.clock.now() > until:
                    seconds = f"{self.patience.total_seconds():g}"
                    raise Unavailable(self.writer.name, f"it was not done after {seconds} seconds")
        return "".join(pieces)

    def _names(
        self, organisation_id: OrganisationId, record: Record, said: Mapping[Line, str]
    ) -> frozenset[str]:
        """Return other customers' names among what is new in the words."""
        new = [text for line, text in said.items() if text != line.text]
        words = frozenset(islice(_phrases(new), MOST_WORDS_LOOKED_UP))
        if not words:
            return frozenset()
        return self.records.names(organisation_id, words, record.customer_id)


def _phrases(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        found = WORD.findall(text)
        for many in range(1, LONGEST_NAME + 1):
            yield from (" ".join(found[at : at + many]) for at in range(len(found) - many + 1))


def _checked(line: Line, said: str | None, facts: Facts, masks: Masks) -> Sentence:
    if line.fixed or said == line.text:
        return Sentence(line)
    if not said:
        return Sentence(line, (Doubt(Kind.MISSING, ""),))
    found = (*_spoilt(line, said, facts, masks), *doubts(said, facts.about(line.text)))
    return Sentence(line, found) if found else Sentence(replace(line, text=said))


def _spoilt(line: Line, said: str, facts: Facts, masks: Masks) -> Iterator[Doubt]:
    if masks.spoilt(said):
        yield Doubt(Kind.TOKEN, "")
    name = facts.record.name
    if name and name in line.text and name not in said:
        yield Doubt(Kind.NAME, "")
    if PERIOD in line.text and PERIOD not in said.lower():
        yield Doubt(Kind.DATE, "")
