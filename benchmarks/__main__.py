"""python -m benchmarks [name…] [--rounds N] [-v]"""

import argparse
import sys
from collections.abc import Callable, Iterator

from benchmarks import (
    access,
    cached_searches,
    concurrent_messages,
    cut_streams,
    four_hundred_questions,
    generation_switches,
    harness_start,
    indexing_while_searching,
    papers_to_ready,
    post_throughput,
    retrieval,
    search_at_scale,
    sign_ins,
    start_to_ready,
    twenty_questions,
)
from benchmarks.campaigns import files as performance_files
from benchmarks.campaigns import (
    killed_loads,
    repeated_briefs,
    top_performers,
    upload_to_ranking,
)
from benchmarks.events import crashes, decoding, documents, privacy, redriving, throughput
from benchmarks.figures import Figure, Options, told
from benchmarks.insights import cells, claims, masks, summaries
from benchmarks.ticks import day, keeping, outages, parsing, receiving, simulated_day

Benchmark = Callable[[Options], Iterator[Figure]]
BENCHMARKS: dict[str, Benchmark] = {
    "access": access.run,
    "crashes": crashes.run,
    "decoding": decoding.run,
    "events": throughput.run,
    "event_documents": documents.run,
    "harness": harness_start.run,
    "start": start_to_ready.run,
    "papers": papers_to_ready.run,
    "questions": twenty_questions.run,
    "answers": four_hundred_questions.run,
    "retrieval": retrieval.run,
    "search": search_at_scale.run,
    "indexing": indexing_while_searching.run,
    "cache": cached_searches.run,
    "switches": generation_switches.run,
    "messages": concurrent_messages.run,
    "streams": cut_streams.run,
    "post": post_throughput.run,
    "signin": sign_ins.run,
    "privacy": privacy.run,
    "redrive": redriving.run,
    "workbooks": cells.run,
    "claims": claims.run,
    "masks": masks.run,
    "summaries": summaries.run,
    "campaigns": performance_files.run,
    "killed": killed_loads.run,
    "upload": upload_to_ranking.run,
    "top_performers": top_performers.run,
    "briefs": repeated_briefs.run,
    "ticks-parse": parsing.run,
    "ticks-receive": receiving.run,
    "ticks-outage": outages.run,
    "ticks-memory": simulated_day.run,
    "ticks-day": day.run,
    "ticks": keeping.run,
}


def main() -> int:
    """Return 1 when a bar was missed."""
    given = _arguments()
    options = Options(given.rounds, given.verbose)
    missed = False
    for name in given.names or BENCHMARKS:
        for figure in BENCHMARKS[name](options):
            told(figure, options)
            missed |= figure.passed is False
    return int(missed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("benchmarks", description="Measure what the README claims.")
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(BENCHMARKS))
    parser.add_argument("--rounds", type=int, help="instead of each benchmark's own number")
    parser.add_argument("-v", "--verbose", action="store_true", help="show tables and misses")
    given = parser.parse_args()
    unknown = set(given.names) - BENCHMARKS.keys()
    if unknown or (given.rounds is not None and given.rounds < 1):
        parser.error(f"the benchmarks are {', '.join(BENCHMARKS)}, and rounds are at least 1")
    return given


if __name__ == "__main__":
    sys.exit(main())
