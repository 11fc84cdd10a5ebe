"""Accounts and sessions, and the programs that people let in."""

from adapters.permissions.oauth.memory_clients import InMemoryOAuthClientsReader
from adapters.permissions.oauth.sql_clients import SqlOAuthClientsReader
from adapters.permissions.people.memory_reader import InMemoryPeopleReader
from adapters.permissions.people.memory_store import InMemoryPeopleStore
from adapters.permissions.people.sql_reader import SqlPeopleReader
from adapters.permissions.people.sql_store import SqlPeopleStore
from application.permissions.oauth.ports import OAuthClientsReader
from application.permissions.people.ports import PeopleReader, PeopleStore
from entrypoints.composition.keeping.port import Port

PEOPLE = (
    Port(PeopleStore).kept(in_sql=SqlPeopleStore, in_memory=InMemoryPeopleStore),
    Port(PeopleReader).kept(in_sql=SqlPeopleReader, in_memory=InMemoryPeopleReader),
    Port(OAuthClientsReader).kept(
        in_sql=SqlOAuthClientsReader, in_memory=InMemoryOAuthClientsReader
    ),
)
