"""The journal of events, the keys that seal it, and how far each consumer is."""

from adapters.events.forgetting.memory import InMemoryOldEntries
from adapters.events.forgetting.sql import SqlOldEntries
from adapters.events.journal.memory import InMemoryJournal
from adapters.events.journal.past import InMemoryPast, SqlPast
from adapters.events.journal.postgres import journal_in
from adapters.events.keys.erasures import InMemoryErasures, SqlErasures
from adapters.events.keys.memory import InMemorySubjectKeys
from adapters.events.keys.sql import SqlSubjectKeys
from adapters.events.limits.memory import InMemoryBuckets, InMemoryTailReader
from adapters.events.limits.sql import SqlBuckets, SqlTailReader
from adapters.events.processing.dead_letters import InMemoryDeadLetters, SqlDeadLetters
from adapters.events.processing.memory import InMemoryProcessingStore, InMemoryRelays
from adapters.events.processing.sql import SqlProcessingStore, SqlRelays
from adapters.events.replays.memory import InMemoryReplayStore
from adapters.events.replays.sql import SqlReplayStore
from adapters.events.schemas.memory import InMemorySchemaStore
from adapters.events.schemas.sql import SqlSchemaStore
from adapters.events.sources.memory import InMemorySourceStore
from adapters.events.sources.sql import SqlSourceStore
from adapters.events.telling.history import SqlHistoryReader
from adapters.events.telling.memory_history import InMemoryHistoryReader
from adapters.events.telling.progress import InMemoryProgressReader, SqlProgressReader
from adapters.events.telling.streams import InMemoryStreamsReader, SqlStreamsReader
from application.events.dead_letters.ports import DeadLetters
from application.events.erasing.ports import Erasures
from application.events.forgetting.ports import OldEntries
from application.events.limits.ports import Buckets, TailReader
from application.events.ports import Journal, SubjectKeys
from application.events.processing.ports import ProcessingStore, Relays
from application.events.replays.ports import Past, ReplayStore
from application.events.schemas.ports import SchemaStore
from application.events.sources.ports import SourceStore
from application.events.telling.ports import HistoryReader, ProgressReader
from application.events.telling.read_streams import StreamsReader
from entrypoints.composition.keeping.port import Port

EVENTS = (
    Port(Journal).kept(in_sql=journal_in, in_memory=InMemoryJournal),
    Port(SubjectKeys).kept(in_sql=SqlSubjectKeys, in_memory=InMemorySubjectKeys),
    Port(Erasures).kept(in_sql=SqlErasures, in_memory=InMemoryErasures),
    Port(Relays).kept(in_sql=SqlRelays, in_memory=InMemoryRelays),
    Port(ProcessingStore).kept(in_sql=SqlProcessingStore, in_memory=InMemoryProcessingStore),
    Port(DeadLetters).kept(in_sql=SqlDeadLetters, in_memory=InMemoryDeadLetters),
    Port(StreamsReader).kept(in_sql=SqlStreamsReader, in_memory=InMemoryStreamsReader),
    Port(ProgressReader).kept(in_sql=SqlProgressReader, in_memory=InMemoryProgressReader),
    Port(HistoryReader).kept(in_sql=SqlHistoryReader, in_memory=InMemoryHistoryReader),
    Port(Past).kept(in_sql=SqlPast, in_memory=InMemoryPast),
    Port(ReplayStore).kept(in_sql=SqlReplayStore, in_memory=InMemoryReplayStore),
    Port(OldEntries).kept(in_sql=SqlOldEntries, in_memory=InMemoryOldEntries),
    Port(Buckets).kept(in_sql=SqlBuckets, in_memory=InMemoryBuckets),
    Port(TailReader).kept(in_sql=SqlTailReader, in_memory=InMemoryTailReader),
    Port(SchemaStore).kept(in_sql=SqlSchemaStore, in_memory=InMemorySchemaStore),
    Port(SourceStore).kept(in_sql=SqlSourceStore, in_memory=InMemorySourceStore),
)
