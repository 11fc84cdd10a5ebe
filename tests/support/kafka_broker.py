"""A Kafka broker of a test's own."""

from collections.abc import Iterator
from contextlib import contextmanager

from support.own_server import OwnServer, own_server


class Broker(OwnServer):
    @property
    def server(self) -> str:
        return self.url.removeprefix("kafka://")


@contextmanager
def own_broker() -> Iterator[Broker]:
    with own_server("kafka", "Kafka") as native:
        yield Broker(native)
