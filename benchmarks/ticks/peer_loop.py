"""What most programs do: connect, read floats, connect again when it ends."""

import json
from collections.abc import Sequence

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from entrypoints.testing.exchange import Exchange, Fault, Happening

Texts = tuple[int, str, str]


def collected(
    recording: Sequence[Happening],
    faults: Sequence[Fault],
    seed: int,
    symbols: Sequence[str],
    silence: float,
) -> dict[str, list[Texts]]:
    """Return what such a loop holds at the end, by symbol: ids, prices and quantities."""
    held: dict[str, list[Texts]] = {symbol: [] for symbol in symbols}
    streams = "/".join(f"{symbol.lower()}@aggTrade" for symbol in symbols)
    with Exchange(recording, faults, seed=seed) as exchange:
        while not exchange.finished.is_set():
            try:
                _follow(f"{exchange.stream_url}/stream?streams={streams}", held, silence)
            except (ConnectionClosed, TimeoutError, OSError):
                continue
    return held


def _follow(url: str, held: dict[str, list[Texts]], silence: float) -> None:
    with connect(url, proxy=None, close_timeout=1) as connection:
        while True:
            _take(connection.recv(silence), held)


def _take(message: str | bytes, held: dict[str, list[Texts]]) -> None:
    try:
        data = json.loads(message)["data"]
        price, quantity = float(data["p"]), float(data["q"])
    except (ValueError, KeyError, TypeError):
        return
    held[data["s"]].append((data["a"], f"{price:.8f}", f"{quantity:.8f}"))
