"""Documents, passages and generations of the index."""

from adapters.knowledge.memory_generations_reader import InMemoryGenerationsReader
from adapters.knowledge.memory_reader import InMemoryKnowledgeReader
from adapters.knowledge.memory_store import InMemoryKnowledgeStore
from adapters.knowledge.sql_generations_reader import SqlGenerationsReader
from adapters.knowledge.sql_reader import SqlKnowledgeReader
from adapters.knowledge.sql_store import SqlKnowledgeStore
from application.knowledge.generations.ports import GenerationsReader
from application.knowledge.ports import KnowledgeReader, KnowledgeStore
from entrypoints.composition.keeping.port import Port

KNOWLEDGE = (
    Port(KnowledgeStore).kept(in_sql=SqlKnowledgeStore, in_memory=InMemoryKnowledgeStore),
    Port(KnowledgeReader).kept(in_sql=SqlKnowledgeReader, in_memory=InMemoryKnowledgeReader),
    Port(GenerationsReader).kept(in_sql=SqlGenerationsReader, in_memory=InMemoryGenerationsReader),
)
