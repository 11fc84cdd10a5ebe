"""cryptofeed with its own PostgreSQL backend, as its examples show it; run by itself.

    python peer_cryptofeed.py ws://127.0.0.1:1234 BTCUSDT,ETHUSDT host=127.0.0.1 port=… user=… db=…

When its input ends it leaves. What it holds stands in the table `trades`, which is made here as its
documentation makes it, with numerics for amounts and with one of each id.
"""

import asyncio
import sys
import threading
from typing import Any

import asyncpg
import cryptofeed.connection
from cryptofeed import FeedHandler
from cryptofeed.backends.postgres import TradePostgres
from cryptofeed.connection import RestEndpoint, Routes, WebsocketEndpoint
from cryptofeed.defines import TRADES
from cryptofeed.exchanges import Binance
from cryptofeed.symbols import Symbols

TABLE = """
CREATE TABLE trades (
    row serial PRIMARY KEY, timestamp TIMESTAMP, receipt TIMESTAMP, exchange VARCHAR(32),
    symbol VARCHAR(32), side VARCHAR(8), amount NUMERIC(64, 32), price NUMERIC(64, 32),
    id VARCHAR(64), order_type VARCHAR(32), UNIQUE (symbol, id)
)
"""

SILENCE = 1
"""So many seconds without a message it connects again; by default 120."""


class Here(Binance):  # type: ignore[misc]  # it may not be installed
    """Binance at another address."""

    rest_endpoints = (RestEndpoint("http://127.0.0.1:9", routes=Routes("/api/v3/exchangeInfo")),)


def without_tls(connect: Any) -> Any:
    """Return what connects: cryptofeed takes no address but wss://, and the double has no TLS."""
    return lambda address, **named: connect(address.replace("wss://", "ws://"), **named)


def pairs(symbols: list[str]) -> dict[str, str]:
    return {f"{one[:3]}-{one[3:]}": one for one in symbols}


def followed(url: str, symbols: list[str], database: dict[str, Any]) -> FeedHandler:
    cryptofeed.connection.connect = without_tls(cryptofeed.connection.connect)
    Here.websocket_endpoints = [WebsocketEndpoint(url.replace("ws://", "wss://"))]
    named = pairs(symbols)
    types = dict.fromkeys(named, "spot")
    Symbols.set(Here.id, named, {"instrument_type": types, "tick_size": {}})
    handler = FeedHandler()
    callbacks = {TRADES: TradePostgres(**database)}
    patience = {"timeout": SILENCE, "timeout_interval": SILENCE, "retries": -1}
    feed = Here(symbols=list(named), channels=[TRADES], callbacks=callbacks, **patience)
    handler.add_feed(feed)
    return handler


async def prepared(host: str, port: str, user: str, db: str, pw: str | None = None) -> None:
    connection = await asyncpg.connect(host=host, port=port, user=user, database=db, password=pw)
    await connection.execute(TABLE)
    await connection.close()


def main(url: str, symbols: list[str], database: dict[str, Any]) -> None:
    asyncio.run(prepared(**database))
    handler, loop = followed(url, symbols, database), asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    threading.Thread(target=_stop, args=(loop,), daemon=True).start()
    handler.run(install_signal_handlers=False)


def _stop(loop: asyncio.AbstractEventLoop) -> None:
    sys.stdin.read()
    loop.call_soon_threadsafe(loop.stop)


if __name__ == "__main__":
    given = dict(one.split("=", 1) for one in sys.argv[3:])
    main(sys.argv[1], sys.argv[2].split(","), given)
