"""Many conversations asked at once over two API processes: whose answer is whose, and how soon."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from threading import Barrier
from time import perf_counter, sleep

from benchmarks.asking import CONVERSATIONS
from benchmarks.figures import Figure, Options
from benchmarks.lines import Line
from benchmarks.papers import DOCUMENTS, client, ok, wait
from benchmarks.processes import cpu_seconds
from benchmarks.servers import Server, portico

AT_ONCE, ROUNDS = 32, 10
THINKING_SECONDS = 2.0
WHEN = (
    "today, now, in spring, in summer, in autumn, in winter, at night, at dawn, at noon, at dusk"
).split(", ")
AGAIN = "Which word opens the gate of the harbour?"
OTHERWISE = [f"Which word opens the gate of the harbour {when}?" for when in WHEN]
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

    def ask(self, line: Line, question: str) -> tuple[float, bool]:
        """Ask, and return the seconds it took and whether the answer was this one's own."""
        began = perf_counter()
        said = line.post(self.path, {"content": question})["content"]
        took = perf_counter() - began
        return took, [word for word in WORDS if word in said] == [self.word]


def run(options: Options) -> Iterator[Figure]:
    rounds = options.rounds or ROUNDS
    with TemporaryDirectory() as folder, portico(Path(folder), "--processes", "2") as server:
        talks = _talks(server)
        at_once = _asked(server, talks, rounds, [AGAIN])
        at_rest = _asked(server, talks, rounds, OTHERWISE, thinking=THINKING_SECONDS)
    strays = at_once.strays + at_rest.strays
    asked = len(at_once.took) + len(at_rest.took)
    yield Figure(
        name="messages: own answers",
        says=f"{asked - strays} of {asked}, {AT_ONCE} conversations, 2 processes",
        bar="all",
        passed=not strays,
        numbers={"asked": asked, "strays": strays},
    )
    yield Figure(
        name="messages: p95",
        says=f"{at_once}",
        bar=f"at most {BAR_SECONDS * 1000:.0f} ms",
        passed=at_once.p95 <= BAR_SECONDS,
        numbers={"p95": at_once.p95, "cpu": at_once.cpu, "seconds": at_once.took},
    )
    yield Figure(
        name="messages: with time to think",
        says=f"{at_rest}; up to {THINKING_SECONDS:g} s between, a question of its own each time",
        numbers={"p95": at_rest.p95, "cpu": at_rest.cpu, "seconds": at_rest.took},
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """The seconds of each answer, sorted; the servers' seconds of CPU a message."""

    took: list[float]
    strays: int
    cpu: float

    @property
    def p95(self) -> float:
        return self.took[len(self.took) * 95 // 100]

    def __str__(self) -> str:
        middle, worst = median(self.took) * 1000, self.took[-1] * 1000
        figures = f"median {middle:.0f}, worst {worst:.0f}; {self.cpu * 1000:.1f} ms of CPU"
        return f"{self.p95 * 1000:.0f} ms ({figures} a message)"


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


def _asked(
    server: Server,
    talks: list[Talk],
    rounds: int,
    questions: Sequence[str],
    *,
    thinking: float = 0.0,
) -> Asked:
    """Have each conversation asked by a client of its own, one question after the other."""
    used: list[float] = []
    barrier = Barrier(len(talks), lambda: used.append(cpu_seconds(server.pid)))

    def talk(one: Talk) -> list[tuple[float, bool]]:
        dice, answers = Random(one.word), []
        with Line(server.port) as line:
            one.ask(line, AGAIN)  # the first opens the connection and what the process needs
            barrier.wait()
            for number in range(rounds):
                sleep(dice.uniform(0, thinking))
                answers.append(one.ask(line, questions[number % len(questions)]))
            barrier.wait()
        return answers

    with ThreadPoolExecutor(len(talks)) as pool:
        answers = [answer for some in pool.map(talk, talks) for answer in some]
    took = sorted(seconds for seconds, _ in answers)
    began, ended = used
    return Asked(took, sum(not own for _, own in answers), (ended - began) / len(answers))
