"""PassageIndexes on an Elasticsearch server: `{prefix}-{generation}` each."""

from typing import Any

from adapters.knowledge.elasticsearch_index.address import Address
from adapters.knowledge.elasticsearch_index.connection import SECONDS, Connection
from adapters.knowledge.elasticsearch_index.index import ElasticsearchPassageIndex
from adapters.knowledge.elasticsearch_index.refusals import NO_INDEX, Refused, unless
from domain.knowledge.generation import GenerationId


class ElasticsearchPassageIndexes:
    """All share one client; nothing is connected to before the first use."""

    def __init__(self, address: Address, prefix: str, seconds: float = SECONDS) -> None:
        self._connection = Connection(address, seconds)
        self._prefix, self._alias = prefix, f"{prefix}-active"

    def of(self, generation: GenerationId) -> ElasticsearchPassageIndex:
        return ElasticsearchPassageIndex(self._connection, self._name(generation), self._alias)

    def drop(self, generation: GenerationId) -> None:
        with unless(NO_INDEX):
            self._connection.ask(lambda client: client.indices.delete(index=self._name(generation)))

    def point(self, generation: GenerationId) -> None:
        """Let the alias `{prefix}-active` name this generation, and no other, in one step.

        It is for people who look with Kibana: Portico itself never reads it. While the generation
        has no index the alias names none, and the next index that is made takes it.
        """
        others = {"index": f"{self._prefix}-*", "alias": self._alias, "must_exist": False}
        this = {"index": self._name(generation), "alias": self._alias}
        try:
            self._update([{"remove": others}, {"add": this}])
        except Refused as refused:
            if refused.kind != NO_INDEX:
                raise
            with unless(NO_INDEX):
                self._update([{"remove": others}])

    def close(self) -> None:
        self._connection.close()

    def _update(self, actions: list[dict[str, Any]]) -> None:
        self._connection.ask(lambda client: client.indices.update_aliases(actions=actions))

    def _name(self, generation: GenerationId) -> str:
        return f"{self._prefix}-{generation.hex}"
