"""The same script for others: ccxt in a loop, and cryptofeed with its own PostgreSQL backend.

They want libraries of their own, so they run in a Python of their own: see `INSTALL`.
"""

import json
import os
import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from sqlalchemy import create_engine, make_url, text

from benchmarks.ticks.peer_loop import Texts
from entrypoints.testing.exchange import Exchange, Fault, Happening
from support.databases import own_postgres

PYTHON = Path(os.environ.get("PORTICO_BENCH_PEERS", "var/peers/bin/python"))
INSTALL = "python -m venv var/peers && var/peers/bin/pip install ccxt cryptofeed asyncpg"
SERVER = "PORTICO_TEST_POSTGRES_URL"
SYMBOLS = ("BTCUSDT", "ETHUSDT")
PATIENCE, FLUSH_SECONDS, END_SECONDS = 120.0, 3.0, 30.0
HELD = "SELECT id, price::numeric(30, 8), amount::numeric(30, 8) FROM trades WHERE symbol = :symbol"
Held = dict[str, list[Texts]]
Play = Callable[[], Exchange]


def others(
    recording: Sequence[Happening], faults: Sequence[Fault], seed: int
) -> Iterator[tuple[str, Held | str]]:
    """Give what each holds in the end by symbol, or why it was left out."""
    play = partial(Exchange, recording, faults, seed=seed)
    if not PYTHON.exists():
        yield "ccxt and cryptofeed", f"not installed: {INSTALL}"
        return
    yield "ccxt", by_ccxt(play)
    yield "cryptofeed", by_cryptofeed(play) if SERVER in os.environ else f"{SERVER} is not set"


def by_ccxt(play: Play) -> Held:
    held: Held = defaultdict(list)
    for line in _run(play, "peer_ccxt.py").splitlines():
        symbol, number, price, quantity = json.loads(line)
        held[symbol].append((number, price, quantity))
    return held


def by_cryptofeed(play: Play) -> Held:
    with own_postgres(os.environ[SERVER]) as address:
        url = make_url(address)
        given = {"host": url.host, "port": url.port, "user": url.username, "db": url.database}
        given |= {"pw": url.password} if url.password else {}
        _run(play, "peer_cryptofeed.py", *(f"{name}={value}" for name, value in given.items()))
        engine = create_engine(address)
        with engine.connect() as connection:
            return {
                symbol: [
                    (int(number), f"{price:f}", f"{amount:f}")
                    for number, price, amount in connection.execute(text(HELD), {"symbol": pair})
                ]
                for symbol, pair in ((one, f"{one[:3]}-{one[3:]}") for one in SYMBOLS)
            }


def _run(play: Play, script: str, *given: str) -> str:
    """Play to a script until all is played, or it is long gone; returns what it printed."""
    path = Path(__file__).absolute().with_name(script)
    with TemporaryDirectory() as folder, play() as exchange:
        process = subprocess.Popen(
            [PYTHON.absolute(), path, exchange.stream_url, ",".join(SYMBOLS), *given],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            cwd=folder,
        )  # fmt: skip
        exchange.finished.wait(PATIENCE)
        sleep(FLUSH_SECONDS)
        try:
            return process.communicate(timeout=END_SECONDS)[0]
        except subprocess.TimeoutExpired:
            process.kill()
            return process.communicate()[0]
