"""The searches of late, remembered by this process."""

from collections import OrderedDict
from threading import Lock

from application.knowledge.rank_passages import Ranking
from application.knowledge.search_passages import CacheKey

MOST_PASSAGES = 20_000
"""About 20 MB of passages' texts; an empty answer counts as one."""


class RecentSearches:
    """Forgets the least recently used when the passages become too many; any thread may ask."""

    def __init__(self, most_passages: int = MOST_PASSAGES) -> None:
        self._most = most_passages
        self._held: OrderedDict[CacheKey, Ranking] = OrderedDict()
        self._passages = 0
        self._lock = Lock()

    def get(self, key: CacheKey) -> Ranking | None:
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: CacheKey, ranking: Ranking) -> None:
        with self._lock:
            self._passages += _weight(ranking) - _weight(self._held.pop(key, None))
            self._held[key] = ranking
            while self._passages > self._most:
                _, oldest = self._held.popitem(last=False)
                self._passages -= _weight(oldest)


def _weight(ranking: Ranking | None) -> int:
    return 0 if ranking is None else max(1, len(ranking.shown))
