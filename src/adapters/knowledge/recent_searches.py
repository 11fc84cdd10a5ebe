"""The searches of late, remembered by this process."""

from collections import OrderedDict
from hashlib import blake2b
from threading import Lock

from application.knowledge.rank_passages import Ranking
from application.knowledge.search_passages import CacheKey

MOST_PASSAGES = 20_000
"""About 20 MB of passages' texts; an empty answer counts as one."""
HITS_OF_A_PASSAGE = 5
"""So many hits of a leg take as much room as one passage that is shown."""


class RecentSearches:
    """Forgets the least recently used when the passages become too many; any thread may ask.

    Keys are held as digests: a query or what its asker may view can be longer than any answer.
    """

    def __init__(self, most_passages: int = MOST_PASSAGES) -> None:
        self._most = most_passages
        self._held: OrderedDict[bytes, Ranking] = OrderedDict()
        self._passages = 0
        self._lock = Lock()
        self._named: tuple[CacheKey, bytes] | None = None

    def get(self, key: CacheKey) -> Ranking | None:
        name = self._name(key)
        with self._lock:
            found = self._held.get(name)
            if found is not None:
                self._held.move_to_end(name)
            return found

    def put(self, key: CacheKey, ranking: Ranking) -> None:
        name = self._name(key)
        with self._lock:
            self._passages += _weight(ranking) - _weight(self._held.pop(name, None))
            self._held[name] = ranking
            while self._passages > self._most:
                _, oldest = self._held.popitem(last=False)
                self._passages -= _weight(oldest)

    def _name(self, key: CacheKey) -> bytes:
        """Return its digest; what was asked for in vain is mostly put next."""
        named = self._named
        if named is None or named[0] is not key:
            self._named = named = key, _digest(key)
        return named[1]


def _digest(key: CacheKey) -> bytes:
    """Return 32 bytes that stand for the key: no two have been found to share them.

    Each part that may vary in length is a digest of its own, so none runs into the next.
    """
    within = b"all" if key.within is None else b"".join(sorted(one.bytes for one in key.within))
    chosen = b"".join(one.bytes for one in key.query.document_ids)
    text = key.query.text.encode("utf-8", "surrogatepass")
    query = key.query
    rest = (query.limit, query.mode, query.min_index_version, key.version, key.since)
    parts = (within, chosen, text, repr(rest).encode())
    ids = key.organisation_id.bytes + key.generation_id.bytes
    return _short(ids + b"".join(map(_short, parts)))


def _short(part: bytes) -> bytes:
    return blake2b(part, digest_size=32).digest()


def _weight(ranking: Ranking | None) -> int:
    if ranking is None:
        return 0
    hits = sum(map(len, ranking.legs.values()))
    return max(1, len(ranking.shown) + hits // HITS_OF_A_PASSAGE)
