"""Open what was sealed, as far as its subject was not erased, and give it to consumers redacted."""

from base64 import b64decode
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from application.events.keyring import Keyring
from application.events.ports import Journal, Seals, SubjectKey
from application.events.processing.ports import Consumer
from application.events.processing.records import heading, record
from application.events.processing.unread import UNREAD, Unread, unheard, unread
from application.messaging.ports import EventRecord
from domain.events.entry import Journalled
from domain.events.incoming import Incoming
from domain.events.json_value import JsonValue
from domain.events.normalising import Form, in_form
from domain.events.privacy import redact
from domain.events.seen import SeenEvent

IsRead = Callable[[str, int | None], bool]
"""Whether somebody needs what events of this type say, or of this sequence."""


@dataclass(frozen=True, slots=True)
class OpenEvents:
    """What is about a subject is opened for the moment only, and leaves here without its person."""

    journal: Journal
    keyring: Keyring
    seals: Seals
    heard: Unread = unheard

    def records(self, kept: Sequence[Journalled]) -> Sequence[EventRecord]:
        """Return entries as the log carries them: redacted, and sealed again.

        Those whose subject was erased are left out. One that cannot be read stops no other: its
        `data` is `UNREAD`.
        """
        keys = self.keyring.opening({one.entry.key_id for one in kept})
        held = [one for one in kept if one.entry.key_id in keys]
        whose = [keys[one.entry.key_id] for one in held]
        try:
            sealed = self._redacted(held, whose)
        except Exception:  # one of them is wrong: find which
            sealed = [self._one_redacted(*one) for one in zip(held, whose, strict=True)]
        return [record(*one) for one in zip(held, sealed, strict=True)]

    def carried(self, kept: Sequence[Journalled], is_read: IsRead) -> Sequence[EventRecord]:
        """Return what the log is given of each: of what nobody reads, its heading alone.

        The content of such an event is opened by nobody, and stays where it is, in the journal.
        """
        read = [is_read(one.entry.type, one.entry.sequence) for one in kept]
        whole = self.records(list(compress(kept, read))) if any(read) else ()
        by_position = {one.facts["position"]: one for one in whole}
        given = [
            by_position.get(one.position) if is_whole else record(one, None)
            for one, is_whole in zip(kept, read, strict=True)
        ]
        return [one for one in given if one is not None]

    def told(self, records: Sequence[EventRecord], consumer: Consumer) -> Sequence[SeenEvent]:
        """Return what this consumer is to be given of them, in order.

        What was erased since is left out for one that reads; others are only told that it was.
        """
        wanted = [heading(one) for one in records if _wanted(one.facts, consumer)]
        if consumer.reads:
            return self.opened(wanted)
        return self._with_content(wanted) if consumer.keeps else wanted

    def opened(self, headings: Sequence[SeenEvent]) -> Sequence[SeenEvent]:
        """Return the events with their `data`, as far as they can be opened."""
        headings = self._with_content(headings)
        keys = self.keyring.opening({one.key_id for one in headings})
        held = [one for one in headings if one.key_id in keys]
        whose = [keys[one.key_id] for one in held]
        try:
            told = self._data(held, whose)
        except Exception:  # one of them is wrong: find which
            told = [self._one_data(*one) for one in zip(held, whose, strict=True)]
        return [heading._replace(data=data) for heading, data in zip(held, told, strict=True)]

    def kept(self, positions: Collection[int]) -> Mapping[int, SeenEvent]:
        """Open entries of the journal, as far as they can be."""
        records = self.records(list(self.journal.at(positions).values()))
        return {one.position: one for one in self.opened([heading(one) for one in records])}

    def _with_content(self, headings: Sequence[SeenEvent]) -> Sequence[SeenEvent]:
        """Take from the journal what the log was not given, since nobody read it then."""
        bare = [one.position for one in headings if not one.sealed]
        if not bare:
            return headings
        records = self.records(list(self.journal.at(bare).values()))
        sealed = {one.facts["position"]: str(one.facts["sealed"]) for one in records}
        return [one._replace(sealed=one.sealed or sealed.get(one.position, "")) for one in headings]

    def _redacted(self, held: Sequence[Journalled], whose: Sequence[SubjectKey]) -> Sequence[bytes]:
        # step by step for all: a processor that does one thing many times takes two thirds
        opened = self.seals.open([one.entry.sealed for one in held], whose)
        forms = [in_form(one) for one in opened]
        clean = [redact(one.data).value for one in forms]
        told = [_without_person(*one) for one in zip(opened, forms, clean, strict=True)]
        return self.seals.seal(told, whose)

    def _one_redacted(self, one: Journalled, key: SubjectKey) -> bytes:
        try:
            return self._redacted([one], [key])[0]
        except Exception as error:  # whatever is wrong with it, those behind it go on
            self.heard(one.position, error)
            return self.seals.seal([unread(one.entry)], [key])[0]

    def _data(self, held: Sequence[SeenEvent], whose: Sequence[SubjectKey]) -> Sequence[JsonValue]:
        return [one.data for one in self.seals.open([b64decode(one.sealed) for one in held], whose)]

    def _one_data(self, one: SeenEvent, key: SubjectKey) -> JsonValue:
        try:
            return self._data([one], [key])[0]
        except Exception as error:  # whatever is wrong with it, those behind it go on
            self.heard(one.position, error)
            return UNREAD


def _without_person(event: Incoming, form: Form, clean: JsonValue) -> Incoming:
    return event._replace(
        type=form.type, occurred_at=form.occurred_at, data=clean, key=None, subject=None
    )


def _wanted(facts: Mapping[str, Any], consumer: Consumer) -> bool:
    return consumer.wants(facts["type"], facts["sequence"])
