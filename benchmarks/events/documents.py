"""Documents that arrive as events: from telling one to the first search that shows it."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep

from benchmarks.figures import Figure, Options
from benchmarks.lines import Line
from benchmarks.servers import Server, portico
from benchmarks.timing import milliseconds, percentile

DOCUMENTS, EVERY_SECONDS, LOOK_SECONDS, PATIENCE = 60, 0.5, 0.05, 120.0
BAR_MS = 3_000
SEED = 17


def run(options: Options) -> Iterator[Figure]:
    with TemporaryDirectory() as folder, portico(Path(folder)) as server:
        words = [_word(Random(f"{SEED}-{one}")) for one in range(-1, options.rounds or DOCUMENTS)]
        _shown(server, words[:1])  # the first brings the embedder's model into memory
        took = [1000 * one for one in _shown(server, words[1:])]
    yield Figure(
        name="documents as events",
        says=f"{len(took)} of {len(words) - 1} found: {milliseconds(took)}",
        bar=f"p95 <= {BAR_MS:,} ms",
        passed=len(took) == len(words) - 1 and percentile(took, 0.95) <= BAR_MS,
        numbers={"ms": took},
    )


def _shown(server: Server, words: list[str]) -> list[float]:
    """Tell a document with each word at a steady rate; return after how long each was found."""
    began = dict[str, float]()
    sender = Thread(target=_tell, args=(server, words, began))
    sender.start()
    found, until = dict[str, float](), perf_counter() + PATIENCE
    while len(found) < len(words) and perf_counter() < until:
        for word in [one for one in began if one not in found]:
            if _finds(server, word):
                found[word] = perf_counter() - began[word]
        sleep(LOOK_SECONDS)
    sender.join()
    return list(found.values())


def _tell(server: Server, words: list[str], began: dict[str, float]) -> None:
    first = perf_counter()
    for number, word in enumerate(words):
        sleep(max(0.0, first + number * EVERY_SECONDS - perf_counter()))
        data = {"title": f"About {word}", "text": f"The harbour master keeps {word} in the shed."}
        event = {"id": word, "source": "bench", "type": "document.created", "data": data}
        began[word] = perf_counter()
        with Line(server.port) as line:
            told = line.post("/api/v1/events", event, expected=202)
        if told.get("accepted") != 1:
            raise RuntimeError(told)


def _finds(server: Server, word: str) -> bool:
    with Line(server.port) as line:
        told = line.post("/api/v1/search", {"query": word}, expected=200)
    return any(word in one["text"] for one in told["items"])


def _word(random: Random) -> str:
    """Invent one that nothing else holds, and no rule takes for personal data."""
    return "".join(random.choice("bdgklmnprstvz") + random.choice("aeiou") for _ in range(5))
