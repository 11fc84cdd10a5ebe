"""Drafts that this process wrote, the most recent ones."""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from application.insights.words.ports import DraftKey

MOST = 1_000


@dataclass(frozen=True, slots=True)
class RecentDrafts:
    """In memory only: what is personal in them rests nowhere."""

    most: int = MOST
    _held: OrderedDict[DraftKey, object] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: DraftKey) -> object | None:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: DraftKey, draft: object) -> None:
        with self._lock:
            self._held[key] = draft
            self._held.move_to_end(key)
            while len(self._held) > self.most:
                self._held.popitem(last=False)
