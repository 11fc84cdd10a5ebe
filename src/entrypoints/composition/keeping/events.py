"""The journal of events, and the keys that seal it."""

from adapters.events.journal.memory import InMemoryJournal
from adapters.events.journal.sql import SqlJournal
from adapters.events.keys.memory import InMemorySubjectKeys
from adapters.events.keys.sql import SqlSubjectKeys
from application.events.ports import Journal, SubjectKeys
from entrypoints.composition.keeping.port import Port

EVENTS = (
    Port(Journal).kept(in_sql=SqlJournal, in_memory=InMemoryJournal),
    Port(SubjectKeys).kept(in_sql=SqlSubjectKeys, in_memory=InMemorySubjectKeys),
)
