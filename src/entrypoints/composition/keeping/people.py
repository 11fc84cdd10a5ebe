"""Accounts and sessions."""

from adapters.permissions.people.memory_reader import InMemoryPeopleReader
from adapters.permissions.people.memory_store import InMemoryPeopleStore
from adapters.permissions.people.sql_reader import SqlPeopleReader
from adapters.permissions.people.sql_store import SqlPeopleStore
from application.permissions.people.ports import PeopleReader, PeopleStore
from entrypoints.composition.keeping.port import Port

PEOPLE = (
    Port(PeopleStore).kept(in_sql=SqlPeopleStore, in_memory=InMemoryPeopleStore),
    Port(PeopleReader).kept(in_sql=SqlPeopleReader, in_memory=InMemoryPeopleReader),
)
