"""What is on record of customers, for those who put it into words."""

from adapters.insights.words.memory_records import InMemoryRecordReader
from adapters.insights.words.sql_records import SqlRecordReader
from application.insights.words.ports import RecordReader
from entrypoints.composition.keeping.port import Port

INSIGHT_RECORDS = (Port(RecordReader).kept(in_sql=SqlRecordReader, in_memory=InMemoryRecordReader),)
