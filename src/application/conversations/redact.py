"""Show messages to somebody as far as they may view what the messages stand on."""

from collections.abc import Sequence

from application.access.ports import Access
from application.service import service
from domain.conversations.message import Message, Turn
from domain.ids import DocumentId
from domain.principal import Principal


@service
class Redact:
    """Rights are looked up each time: what was revoked a moment ago is not shown any more."""

    access: Access

    def __call__(self, by: Principal, messages: Sequence[Message]) -> tuple[Message, ...]:
        hidden = self.hidden(by, frozenset().union(*(one.sources for one in messages)))
        return tuple(one.without(hidden) for one in messages)

    def turns(self, by: Principal, turns: Sequence[Turn]) -> tuple[Turn, ...]:
        """Return them as a writer may be told them for `by`."""
        hidden = self.hidden(by, frozenset().union(*(one.cited.values() for one in turns)))
        return tuple(one.without(hidden) for one in turns) if hidden else tuple(turns)

    def hidden(self, by: Principal, sources: frozenset[DocumentId]) -> frozenset[DocumentId]:
        """Return those that `by` may not view, deleted ones among them."""
        if not sources:
            return frozenset()
        return sources - frozenset(map(DocumentId, self.access.levels(by, sources)))
