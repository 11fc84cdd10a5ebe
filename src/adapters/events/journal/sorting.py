"""Telling new events from known ones: the same for every journal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from domain.events.entry import Admission, Entry, Outcome

Told = tuple[UUID, str, str]
"""Organisation, source and the sender's id: what makes an event one and the same."""

Known = tuple[Told, bytes]
"""The same with what it says: in quarantine, others may have said something else."""


@dataclass(frozen=True, slots=True)
class First:
    """The entry that holds an id."""

    id: UUID
    digest: bytes


@dataclass(slots=True)
class Sorted:
    admissions: list[Admission] = field(default_factory=list)
    new: list[Entry] = field(default_factory=list)
    quarantined: list[tuple[Entry, str]] = field(default_factory=list)


def told(entry: Entry) -> Told:
    return (entry.organisation_id, entry.source, entry.external_id)


def sort(
    entries: Sequence[Entry], held: Mapping[Told, First], quarantine: Mapping[Known, UUID]
) -> Sorted:
    """Say for each entry, in order, what it is beside those held and those before it."""
    seen, kept, done = dict(held), dict(quarantine), Sorted()
    for entry in entries:
        first = seen.get(told(entry))
        if first is None and entry.held is not None:
            known = (told(entry), entry.digest)
            if known not in kept:
                done.quarantined.append((entry, entry.held))
            there = kept.setdefault(known, entry.id)
            done.admissions.append(Admission(Outcome.QUARANTINED, there))
        elif first is None:
            seen[told(entry)] = First(entry.id, entry.digest)
            done.new.append(entry)
            done.admissions.append(Admission(Outcome.ACCEPTED, entry.id))
        elif first.id == entry.id:  # kept already, by whoever tries again after a lost answer
            done.admissions.append(Admission(Outcome.ACCEPTED, entry.id))
        elif first.digest == entry.digest:
            done.admissions.append(Admission(Outcome.DUPLICATE, first.id))
        else:
            done.quarantined.append((entry, Outcome.CONFLICT.value))
            done.admissions.append(Admission(Outcome.CONFLICT, first.id))
    return done
