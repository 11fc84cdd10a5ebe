"""Jobs, the outbox, the inbox and answers that are given again."""

from adapters.idempotency.memory import InMemoryIdempotencyStore
from adapters.idempotency.sql import SqlIdempotencyStore
from adapters.jobs.memory import InMemoryJobQueue
from adapters.jobs.sql import SqlJobQueue
from adapters.messaging.memory import InMemoryInboxMarks, InMemoryOutbox
from adapters.messaging.sql import SqlInboxMarks, SqlOutbox
from application.idempotency.ports import IdempotencyStore
from application.jobs.ports import JobQueue
from application.messaging.ports import InboxMarks, Outbox
from entrypoints.composition.keeping.port import Port

WORK = (
    Port(JobQueue).kept(in_sql=SqlJobQueue, in_memory=InMemoryJobQueue),
    Port(Outbox).kept(in_sql=SqlOutbox, in_memory=InMemoryOutbox),
    Port(InboxMarks).kept(in_sql=SqlInboxMarks, in_memory=InMemoryInboxMarks),
    Port(IdempotencyStore).kept(in_sql=SqlIdempotencyStore, in_memory=InMemoryIdempotencyStore),
)
