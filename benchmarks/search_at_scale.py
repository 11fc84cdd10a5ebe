"""Hybrid search among 100,000 passages: in process, over HTTP, and beside Haystack."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

from application.knowledge.rank_passages import Query
from benchmarks.big_library import PASSAGES, BigLibrary, big_library, passages
from benchmarks.figures import Figure, Options, skipped
from benchmarks.lines import Line
from benchmarks.peer_haystack import HaystackStore
from benchmarks.servers import portico
from benchmarks.start_to_ready import megabytes, peak_of_each
from benchmarks.synthetic import SEED, Synthetic, sizes
from benchmarks.timing import milliseconds, percentile, timed
from domain.knowledge.retrieval import SearchMode
from domain.principal import Principal

QUERIES, OF_PEER, LIMIT = 200, 5, 10
BAR_MS, BAR_OF_MORE_MS = 10.0, 20.0
"""In process, for 100,000 passages and for more, which are a million."""
BAR_OF_HTTP_MS, BAR_OF_MEMORY = 15.0, 500.0
"""Over HTTP, and megabytes of the API process, for 100,000 passages."""
TIMES = 100.0
"""How many times slower the peer must be."""
SEARCH = "/api/v1/search"


def run(_: Options) -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        with big_library(home) as big:
            yield _built(big)
            ours, figure = _in_process(big)
            yield figure
        yield from _over_http(home)
    if passages() > PASSAGES:
        yield skipped("  beside Haystack", f"it holds {PASSAGES:,} at most here")
    else:
        yield _beside_haystack(ours)


def _built(big: BigLibrary) -> Figure:
    return Figure(
        name=f"{big.passages:,} passages",
        says=f"of {len(big.people)} organisations, the largest {big.sizes[0]:,}; "
        f"kept in {big.seconds:.0f} s",
        numbers={"seconds": big.seconds, "sizes": list(big.sizes)},
    )


def _in_process(big: BigLibrary) -> tuple[list[float], Figure]:
    """Ask as many questions of each organisation as it has passages; each is warm.

    No question is asked twice, for its vector would be remembered.
    """
    made = Synthetic(SEED + 1)
    for by in big.people:
        _search(big, by, "warm")
    used = process_time()
    took = timed(
        lambda one: _search(big, *one), zip(_people(big), made.queries(QUERIES), strict=True)
    )
    cpu = 1000 * (process_time() - used) / QUERIES
    largest = timed(lambda query: _search(big, big.people[0], query), made.queries(QUERIES))
    embedding = timed(lambda query: big.library.embedder.embed([query]), made.queries(QUERIES))
    bar = BAR_MS if passages() <= PASSAGES else BAR_OF_MORE_MS
    return took, Figure(
        name="  hybrid search",
        says=f"{milliseconds(took)}, {cpu:.1f} ms of CPU; largest {milliseconds(largest)}",
        bar=f"p95 at most {bar:.0f} ms",
        passed=percentile(took, 0.95) <= bar,
        numbers={"ms": took, "largest_ms": largest, "cpu_ms": cpu, "embedding_ms": embedding},
        table=[f"embedding the query: {milliseconds(embedding)}"],
    )


def _people(big: BigLibrary) -> Sequence[Principal]:
    return Random(SEED).choices(big.people, weights=big.sizes, k=QUERIES)


def _search(big: BigLibrary, by: Principal, text: str) -> None:
    found = big.library.search(by, Query(text, limit=LIMIT, mode=SearchMode.HYBRID))
    if not found.shown:
        raise AssertionError(f"nothing found for {text!r}")


def _over_http(home: Path) -> Iterator[Figure]:
    """Ask the local organisation, which is the largest."""
    with portico(home, "--no-worker") as server, Line(server.port) as line:
        _ask(line, "warm")
        took = timed(lambda query: _ask(line, query), Synthetic(SEED + 1).queries(QUERIES))
        peaks = peak_of_each(server)
    held = passages() <= PASSAGES
    yield Figure(
        name="  over HTTP",
        says=f"largest {milliseconds(took)}",
        bar=f"p95 at most {BAR_OF_HTTP_MS:.0f} ms" if held else "",
        passed=percentile(took, 0.95) <= BAR_OF_HTTP_MS if held else None,
        numbers={"ms": took},
    )
    yield Figure(
        name="  memory",
        says=megabytes(peaks),
        bar=f"API at most {BAR_OF_MEMORY:.0f} MB" if held else "",
        passed=peaks["API"] <= BAR_OF_MEMORY if held and "API" in peaks else None,
        numbers=peaks,
    )


def _ask(line: Line, query: str) -> None:
    if not line.post(SEARCH, {"query": query, "limit": LIMIT}, expected=200)["items"]:
        raise AssertionError(f"nothing found for {query!r}")


def _beside_haystack(ours: Sequence[float]) -> Figure:
    """Ask it as we were asked; it is given the queries' vectors, which we had to make."""
    made = Synthetic()
    organisations = [number for number, many in enumerate(sizes(passages())) for _ in range(many)]
    peer = HaystackStore.of(zip(organisations, made.entries(len(organisations)), strict=True))
    vectors = [entry.vector for entry in made.entries(OF_PEER)]
    numbers = Random(SEED).choices(range(len(sizes(passages()))), sizes(passages()), k=OF_PEER)
    asked = zip(numbers, made.queries(OF_PEER), vectors, strict=True)
    took = timed(lambda one: peer.both(*one, limit=LIMIT), asked)
    times = percentile(took, 0.5) / percentile(ours, 0.5)
    return Figure(
        name="  beside Haystack",
        says=f"{times:.0f} times as fast; its two legs {milliseconds(took)}",
        bar=f"at least {TIMES:.0f} times",
        passed=times >= TIMES,
        numbers={"peer_ms": took, "times": times},
    )
