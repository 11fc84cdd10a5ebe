"""The event log where it lies in the journal's own database: events are read where they stand."""

from adapters.events.journal_log.log import JournalLog

__all__ = ["JournalLog"]
