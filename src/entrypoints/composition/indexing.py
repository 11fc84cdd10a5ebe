"""The index and its generations, bound to the world."""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult

from injector import Binder, Module, provider, singleton

from adapters.knowledge.recent_searches import RecentSearches
from adapters.knowledge.recent_vectors import RecentVectors
from adapters.together import together
from application.knowledge.explain_search import ExplainSearch
from application.knowledge.generations.current import CurrentIndex
from application.knowledge.generations.in_use import IndexesOfGenerations
from application.knowledge.generations.ports import Embedders, GenerationsReader
from application.knowledge.index_document import IndexDocument
from application.knowledge.ports import (
    Embedder,
    IndexesInUse,
    PassageIndexes,
)
from application.knowledge.rank_passages import RankPassages
from application.knowledge.search_passages import SearchCache, SearchPassages
from application.together import Together
from entrypoints.composition.autowiring import autowire
from entrypoints.composition.elasticsearch import elasticsearch_place
from entrypoints.composition.embedders import EMBEDDER, NEED_NO_HOST, EmbeddersByUrl, embedders
from entrypoints.composition.schemes import chosen
from entrypoints.settings import Settings

SEARCH = "PORTICO_SEARCH_URL"


class Indexing(Module):
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._indexes = chosen(SEARCH, settings.search_url, indexes(settings))
        self._embedder = chosen(EMBEDDER, settings.embedder_url, embedders(settings))

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            CurrentIndex,
            IndexDocument,
            RankPassages,
            ExplainSearch,
            SearchPassages,
        )

    @singleton
    @provider
    def indexes(self) -> PassageIndexes:
        return self._indexes

    @singleton
    @provider
    def in_use(self, reader: GenerationsReader, indexes: PassageIndexes) -> IndexesInUse:
        return IndexesOfGenerations(reader, indexes)

    @singleton
    @provider
    def embedder(self) -> Embedder:
        return RecentVectors(self._embedder)

    @singleton
    @provider
    def embedders(self, usual: Embedder) -> Embedders:
        return EmbeddersByUrl(self._settings, usual)

    @singleton
    @provider
    def cache(self) -> SearchCache:
        return RecentSearches()

    @singleton
    @provider
    def together(self) -> Together:
        return together(os.cpu_count() or 1)


def searches_here(settings: Settings) -> bool:
    """Return whether neither the index nor any embedder is another server."""
    urls = (settings.embedder_url, *settings.more_embedders.split())
    is_here = all(url.startswith(NEED_NO_HOST) for url in urls)
    return is_here and not settings.search_url.startswith("elasticsearch")


def indexes(settings: Settings) -> dict[str, Callable[[SplitResult], PassageIndexes]]:
    """Return what may stand in PORTICO_SEARCH_URL; an adapter is imported when it is chosen."""

    def file(url: SplitResult) -> PassageIndexes:
        from adapters.knowledge.file_index.indexes import FilePassageIndexes

        given = url.netloc + url.path
        return FilePassageIndexes(Path(given) if given else settings.home / "index")

    def memory(_: SplitResult) -> PassageIndexes:
        from adapters.knowledge.memory_indexes import InMemoryPassageIndexes

        return InMemoryPassageIndexes()

    def elasticsearch(url: SplitResult) -> PassageIndexes:
        from adapters.knowledge.elasticsearch_index import ElasticsearchPassageIndexes

        address, prefix = elasticsearch_place(SEARCH, url)
        return ElasticsearchPassageIndexes(address, prefix)

    return {
        "file": file,
        "memory": memory,
        "elasticsearch": elasticsearch,
        "elasticsearch+https": elasticsearch,
    }
