"""Sockets to a broker: whatever becomes of their connection, each is closed, and by us."""

import gc
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

import pytest
from kafka import KafkaAdminClient
from kafka.errors import KafkaError

from adapters.messaging.kafka_log import Cluster
from adapters.messaging.kafka_log.sockets import ClosingSelector
from support.own_server import free_port

READ = 1
REQUEST_SECONDS = 0.5


@contextmanager
def none_left_open() -> Iterator[None]:
    before = open_sockets()
    yield
    assert open_sockets() - before == set()


def open_sockets() -> set[socket.socket]:
    """Return those that anything holds; one that nothing holds any more is a warning, and fails."""
    gc.collect()
    return {one for one in gc.get_objects() if type(one) is socket.socket and one.fileno() >= 0}


@contextmanager
def deaf() -> Iterator[str]:
    """Yield where connections are begun and never made: as many wait already as may."""
    with closing(socket.socket()) as listener, closing(socket.socket()) as waiting:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting.connect(listener.getsockname())
        yield "{}:{}".format(*listener.getsockname())


@contextmanager
def silent() -> Iterator[str]:
    """Yield where connections are made, and nothing is ever said."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        yield "{}:{}".format(*listener.getsockname())


@contextmanager
def refusing() -> Iterator[str]:
    yield f"127.0.0.1:{free_port()}"


@pytest.mark.parametrize("broker", [deaf, silent, refusing])
def test_a_connection_that_is_given_up_leaves_no_socket(
    broker: Callable[[], AbstractContextManager[str]],
) -> None:
    with broker() as server, none_left_open():
        cluster = Cluster((server,), request_seconds=REQUEST_SECONDS)
        with pytest.raises(KafkaError):
            cluster.connected(KafkaAdminClient)


def test_what_is_watched_no_longer_is_closed_with_the_loop() -> None:
    ours, theirs = socket.socketpair()
    selector = ClosingSelector()
    selector.register(ours, READ)
    selector.unregister(ours)
    selector.close()
    assert ours.fileno() == -1
    theirs.close()


def test_a_connection_that_never_came_to_be_is_closed_before_the_next() -> None:
    """So that a process whose broker is away for a day holds one socket, and not thousands."""
    refused, (ours, theirs) = socket.socket(), socket.socketpair()
    with closing(ClosingSelector()) as selector:
        selector.register(refused, READ)
        selector.unregister(refused)
        selector.register(ours, READ)
        assert refused.fileno() == -1
        assert ours.fileno() >= 0
    theirs.close()


def test_a_connection_that_rests_stays_open_beside_a_new_one() -> None:
    (resting, other), (ours, theirs) = socket.socketpair(), socket.socketpair()
    with closing(ClosingSelector()) as selector:
        selector.register(resting, READ)
        selector.unregister(resting)
        selector.register(ours, READ)
        assert resting.fileno() >= 0
    for one in (other, theirs):
        one.close()
