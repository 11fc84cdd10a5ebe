"""What is known of events that came before, bound to the world."""

from injector import Module, provider, singleton

from application.access.ports import Access
from application.events.processing.consumers import Consumers
from application.events.telling.list_events import ListEvents
from application.events.telling.ports import HistoryReader


class EventHistory(Module):
    @singleton
    @provider
    def list_events(
        self, access: Access, reader: HistoryReader, consumers: Consumers
    ) -> ListEvents:
        return ListEvents(access, reader, consumers)
