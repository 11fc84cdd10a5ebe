"""The double, whole."""

from collections.abc import Sequence
from threading import Event, Thread
from typing import Self

from entrypoints.testing.exchange.connections import FLUSH_SECONDS, Connections
from entrypoints.testing.exchange.faults import Fault
from entrypoints.testing.exchange.ledger import Ledger
from entrypoints.testing.exchange.plan import plan
from entrypoints.testing.exchange.player import Player
from entrypoints.testing.exchange.recording import Happening
from entrypoints.testing.exchange.rest import BUDGET, RestServer
from entrypoints.testing.exchange.streams import stream_server


class Exchange:
    """Begins to play when the first one connects; `finished` is set when all was played."""

    def __init__(
        self,
        recording: Sequence[Happening],
        faults: Sequence[Fault] = (),
        *,
        seed: int = 0,
        speed: float = 0.0,
        budget: int = BUDGET,
    ) -> None:
        self._steps = plan(recording, faults, seed)
        self._speed = speed
        self._over = Event()
        self.finished = Event()
        self.ledger, self.connections = Ledger(), Connections()
        told = (one.data.get("s") for one in recording)
        for symbol in {one for one in told if isinstance(one, str)}:
            self.ledger.enlist(symbol)
        self.rest = RestServer(self.ledger, budget)
        self._streams = stream_server(self.connections)
        self._threads = [
            Thread(target=work, daemon=True)
            for work in (self._streams.serve_forever, self.rest.serve, self._play)
        ]

    @property
    def stream_url(self) -> str:
        return f"ws://127.0.0.1:{self._streams.socket.getsockname()[1]}"

    @property
    def rest_url(self) -> str:
        return self.rest.url

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self.connections.over()
        for follower in self.connections.live():
            follower.end(1006)
        self._streams.shutdown()
        self.rest.server.shutdown()
        self.rest.server.server_close()

    def _play(self) -> None:
        try:
            if self.connections.wait():
                player = Player(self.connections, self.ledger, self.rest.hinder)
                player.play(self._steps, self._speed, self._over.is_set)
                self.connections.flush(FLUSH_SECONDS)
        finally:  # whoever waits for the end is not to wait for ever
            self.finished.set()
