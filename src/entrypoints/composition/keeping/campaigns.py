"""Performance files."""

from adapters.campaigns.files.memory import InMemoryFilesStore
from adapters.campaigns.files.sql import SqlFilesStore
from application.campaigns.files.ports import FilesStore
from entrypoints.composition.keeping.port import Port

CAMPAIGNS = (Port(FilesStore).kept(in_sql=SqlFilesStore, in_memory=InMemoryFilesStore),)
