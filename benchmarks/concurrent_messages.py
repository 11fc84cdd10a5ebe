"""Many conversations asked at once over two API processes: whose answer is whose, and how soon."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Barrier
from time import perf_counter

import httpx

from benchmarks.asking import CONVERSATIONS
from benchmarks.figures import Figure, Options
from benchmarks.papers import DOCUMENTS, client, ok, wait
from benchmarks.servers import Server, portico

AT_ONCE, ROUNDS = 32, 10
BAR_SECONDS = 0.150
WORDS = (
    "amber basalt cobalt damask ember fennel garnet hazel indigo jasper kelp linen maple nickel "
    "ochre pewter quartz russet saffron topaz umber velvet walnut xenon yarrow zinc agate birch "
    "copper denim ebony flint"
).split()


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation about one document, in which one word stands that no other holds."""

    word: str
    path: str

    def ask(self, http: httpx.Client) -> tuple[float, bool]:
        """Ask, and return the seconds it took and whether the answer was this one's own."""
        began = perf_counter()
        body = {"content": "Which word opens the gate of the harbour?"}
        answer = ok(http.post(self.path, json=body))
        took = perf_counter() - began
        others = [word for word in WORDS if word in answer["content"]]
        return took, others == [self.word]


def run(options: Options) -> Iterator[Figure]:
    rounds = options.rounds or ROUNDS
    with TemporaryDirectory() as folder, portico(Path(folder), "--processes", "2") as server:
        talks = _talks(server)
        asked = _at_once(server, talks, rounds)
    took = sorted(seconds for seconds, _ in asked)
    strays = sum(not own for _, own in asked)
    p95 = took[len(took) * 95 // 100]
    yield Figure(
        name="messages: own answers",
        says=f"{len(asked) - strays} of {len(asked)}, {AT_ONCE} conversations, 2 processes",
        bar="all",
        passed=not strays,
        numbers={"asked": len(asked), "strays": strays},
    )
    yield Figure(
        name="messages: p95",
        says=f"{p95 * 1000:.0f} ms (median {median(took) * 1000:.0f}, worst {took[-1] * 1000:.0f})",
        bar=f"at most {BAR_SECONDS * 1000:.0f} ms",
        passed=p95 <= BAR_SECONDS,
        numbers={"p95": p95, "seconds": took},
    )


def _talks(server: Server) -> list[Talk]:
    with client(server) as http:
        ids = [str(ok(http.post(DOCUMENTS, json=_document(word)))["id"]) for word in WORDS]
        wait(http, ids)
        started = [ok(http.post(CONVERSATIONS, json={"document_ids": [one]})) for one in ids]
    paths = [f"{CONVERSATIONS}/{one['id']}/messages" for one in started]
    return [Talk(word, path) for word, path in zip(WORDS, paths, strict=True)]


def _document(word: str) -> dict[str, str]:
    text = f"The word that opens the gate of the harbour is {word}.\n\nThe gate is old and heavy."
    return {"title": f"Harbour of {word}", "text": text}


def _at_once(server: Server, talks: list[Talk], rounds: int) -> list[tuple[float, bool]]:
    """Have each conversation asked by a client of its own, one question after the other."""
    barrier = Barrier(len(talks))

    def talk(one: Talk) -> list[tuple[float, bool]]:
        with client(server) as http:
            one.ask(http)  # the first opens the connection and what the process needs
            barrier.wait()
            return [one.ask(http) for _ in range(rounds)]

    with ThreadPoolExecutor(len(talks)) as pool:
        return [answer for answers in pool.map(talk, talks) for answer in answers]
