"""A loop around ccxt's `watch_trades` for each market, as its manual shows it; run by itself.

    python peer_ccxt.py ws://127.0.0.1:1234 BTCUSDT,ETHUSDT

When its input ends it prints what it holds, a line of JSON for each trade: symbol, id, price and
quantity with eight decimals.
"""

import asyncio
import json
import sys
from typing import Any

import ccxt.pro

SILENCE = 1.0
"""So many seconds without a trade a connection is left: ccxt itself only asks whether it lives."""
MOST = 10_000_000
"""Trades that it keeps: by default it forgets all but the last thousand."""


def exchange_at(url: str, symbols: list[str]) -> Any:
    """Return ccxt's Binance with another address, and markets that it need not ask for."""
    exchange = ccxt.pro.binance({"newUpdates": True, "options": {"tradesLimit": MOST}})
    exchange.urls["api"]["ws"]["spot"] = f"{url}/ws"
    exchange.set_markets([exchange.safe_market_structure(market(one)) for one in symbols])
    return exchange


def market(symbol: str) -> dict[str, Any]:
    base, quote = symbol[:3], symbol[3:]
    return {
        "id": symbol, "lowercaseId": symbol.lower(), "symbol": f"{base}/{quote}", "base": base,
        "quote": quote, "baseId": base, "quoteId": quote, "type": "spot", "spot": True,
        "contract": False, "option": False, "active": True,
        "precision": {"price": 1e-8, "amount": 1e-8},
    }  # fmt: skip


async def watch(exchange: Any, symbol: str, held: list[tuple[str, int, str, str]]) -> None:
    while True:
        try:
            watching = exchange.watch_trades(symbol, params={"name": "aggTrade"})
            trades = await asyncio.wait_for(watching, SILENCE)
        except TimeoutError:
            await exchange.close()
            continue
        except (ccxt.BaseError, OSError):
            await asyncio.sleep(0.1)
            continue
        held.extend(
            (symbol.replace("/", ""), int(one["id"]), f"{one['price']:.8f}", f"{one['amount']:.8f}")
            for one in trades
        )


async def main(url: str, symbols: list[str]) -> None:
    exchange, held = exchange_at(url, symbols), list[tuple[str, int, str, str]]()
    watching = [asyncio.create_task(watch(exchange, one, held)) for one in exchange.markets]
    await asyncio.to_thread(sys.stdin.read)
    for one in watching:
        one.cancel()
    await exchange.close()
    for trade in held:
        print(json.dumps(trade))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2].split(",")))
