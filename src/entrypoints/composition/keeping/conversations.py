"""Conversations, messages and runs."""

from adapters.conversations.memory_reader import InMemoryConversationsReader
from adapters.conversations.memory_store import InMemoryConversationsStore
from adapters.conversations.sql_reader import SqlConversationsReader
from adapters.conversations.sql_store import SqlConversationsStore
from application.conversations.ports import ConversationsReader, ConversationsStore
from entrypoints.composition.keeping.port import Port

CONVERSATIONS = (
    Port(ConversationsStore).kept(
        in_sql=SqlConversationsStore, in_memory=InMemoryConversationsStore
    ),
    Port(ConversationsReader).kept(
        in_sql=SqlConversationsReader, in_memory=InMemoryConversationsReader
    ),
)
