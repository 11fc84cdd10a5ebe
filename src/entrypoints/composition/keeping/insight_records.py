"""What is on record of customers, for those who put it into words."""

from adapters.insights.words.draft_log import InMemoryDraftLog, SqlDraftLog
from adapters.insights.words.memory_records import InMemoryRecordReader
from adapters.insights.words.sql_records import SqlRecordReader
from application.insights.words.ports import DraftLog, RecordReader
from entrypoints.composition.keeping.port import Port

INSIGHT_RECORDS = (
    Port(RecordReader).kept(in_sql=SqlRecordReader, in_memory=InMemoryRecordReader),
    Port(DraftLog).kept(in_sql=SqlDraftLog, in_memory=InMemoryDraftLog),
)
