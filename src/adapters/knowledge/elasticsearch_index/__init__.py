"""A hybrid index on an Elasticsearch server, one physical index a generation."""

from adapters.knowledge.elasticsearch_index.address import Address
from adapters.knowledge.elasticsearch_index.indexes import ElasticsearchPassageIndexes

__all__ = ["Address", "ElasticsearchPassageIndexes"]
