"""The event log as a table: durable with its database, and good for one machine or a few."""

from adapters.messaging.database_log.log import DatabaseEventLog

__all__ = ["DatabaseEventLog"]
