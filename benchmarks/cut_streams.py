"""Streams that clients cut and servers lose: each is one answer, told once, to the letter."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event, Thread
from time import perf_counter

from benchmarks.figures import Figure, Options
from benchmarks.papers import DOCUMENTS, client, ok, wait
from benchmarks.processes import family, leads_a_session
from benchmarks.servers import Server, portico
from benchmarks.stream_reader import Reader

AT_ONCE, ROUNDS, STREAMS_A_ROUND = 25, 10, 100
KILL_EVERY_SECONDS = 5.0
BOUND_SECONDS = 240.0
"""What was not begun by then is not read, and counts as missed."""
SHORT_LEASE = {"PORTICO_LEASE_SECONDS": "2"}
"""So that answers whose process was killed go on within seconds."""
TEXT = (
    "The harbour opens at six in the morning.\n\nThe harbour closes at nine in the evening.\n\n"
    "When the harbour opens, the keeper rings a bell.\n\nThe keeper repairs the lamp on Mondays."
)
QUESTIONS = (
    "When does the harbour open?",
    "When does the harbour close in the evening?",
    "Who rings a bell when the harbour opens?",
    "Which composer wrote nine symphonies?",
)


def run(options: Options) -> Iterator[Figure]:
    many = (options.rounds or ROUNDS) * STREAMS_A_ROUND
    with (
        TemporaryDirectory() as folder,
        portico(Path(folder), "--processes", "2", settings=SHORT_LEASE) as server,
    ):
        with client(server) as http:
            made = ok(http.post(DOCUMENTS, json={"title": "Harbour", "text": TEXT}))
            wait(http, [str(made["id"])])
        readers = [_reader(server, number) for number in range(many)]
        began = perf_counter()
        whole, kills = _read(server, readers)
        seconds = perf_counter() - began
    cuts, breaks = (sum(getattr(one, name) for one in readers) for name in ("cuts", "breaks"))
    yield Figure(
        name="streams to the letter",
        says=f"{whole} of {many} in {seconds:.0f} s; {cuts} cuts, {kills} processes killed, "
        f"{breaks} breaks",
        bar="all",
        passed=whole == many,
        numbers={
            "whole": whole,
            "streams": many,
            "seconds": seconds,
            "cuts": cuts,
            "kills": kills,
            "breaks": breaks,
        },
    )


def _reader(server: Server, number: int) -> Reader:
    return Reader(server.url, Random(number), QUESTIONS[number % len(QUESTIONS)])


def _read(server: Server, readers: list[Reader]) -> tuple[int, int]:
    """Read them all while API processes are killed; returns how many were whole, and the kills."""
    over, killed, until = Event(), list[int](), perf_counter() + BOUND_SECONDS
    killer = Thread(target=_kill_now_and_then, args=(server, over, killed))
    killer.start()
    try:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            whole = sum(pool.map(lambda one: perf_counter() < until and one.read(), readers))
    finally:
        over.set()
        killer.join()
    return whole, len(killed)


def _kill_now_and_then(server: Server, over: Event, killed: list[int]) -> None:
    """Kill one of two API processes, and the next once it has been replaced."""
    while not over.wait(KILL_EVERY_SECONDS):
        serving = _serving(server)
        if len(serving) > 1:
            os.kill(serving[0], signal.SIGKILL)
            killed.append(serving[0])


def _serving(server: Server) -> list[int]:
    return [one for one in family(server.pid)[1:] if not leads_a_session(one)]
