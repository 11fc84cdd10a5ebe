"""Carry what was written beside a change to the event log."""

from application.messaging.ports import EventLog, Outbox
from application.service import service

BATCH = 500


@service
class RelayOutbox:
    outbox: Outbox
    log: EventLog

    def __call__(self) -> int:
        """Relay one batch and return its size; a crash in between relays it again, kept once."""
        records = self.outbox.pending(BATCH)
        if records:
            self.log.append(records)
            self.outbox.relayed(records)
        return len(records)
