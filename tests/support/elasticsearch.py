"""Indexes of a test's own on the real Elasticsearch server."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

from elasticsearch import Elasticsearch

from adapters.knowledge.elasticsearch_index import Address, ElasticsearchPassageIndexes
from support.services import url_of

VARIABLE = "PORTICO_TEST_ELASTICSEARCH_URL"


def address() -> Address:
    """Return where the server is, or skip the test."""
    return Address(f"http://{urlsplit(url_of(VARIABLE, 'Elasticsearch')).netloc}")


@contextmanager
def own_prefix() -> Iterator[str]:
    """Yield a prefix that nobody else uses; what it names is removed at the end."""
    server, prefix = address().url, f"portico-test-{uuid4().hex}"
    try:
        yield prefix
    finally:
        with closing(Elasticsearch(server)) as client:
            for name in client.indices.get(index=f"{prefix}-*"):
                client.indices.delete(index=name)


@contextmanager
def own_indexes() -> Iterator[Callable[[], ElasticsearchPassageIndexes]]:
    """Yield what opens one place again, as another process would."""
    opened: list[ElasticsearchPassageIndexes] = []
    with own_prefix() as prefix:
        server = address()

        def open_again() -> ElasticsearchPassageIndexes:
            opened.append(ElasticsearchPassageIndexes(server, prefix))
            return opened[-1]

        yield open_again
        for one in opened:
            one.close()
