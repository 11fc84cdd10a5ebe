"""Two hundred questions that five papers answer, and two hundred that they do not."""

import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.asking import Examiner, Judged
from benchmarks.counting import Decisions, share
from benchmarks.figures import Figure, Options, skipped
from benchmarks.papers import NoPapers, client, find_papers, upload, wait
from benchmarks.servers import portico

NAME = "four hundred questions"
QUESTIONS = Path(__file__).with_name("questions_400.json")
ASKED_AT_ONCE = 4
BAR = 0.9


@dataclass(frozen=True, slots=True)
class Examined:
    """`groups` gives an unanswerable question's id the kind it is of."""

    asked: Sequence[Judged]
    strange: Sequence[Judged]
    groups: Mapping[str, str]
    seconds: float

    @property
    def all(self) -> list[Judged]:
        return [*self.asked, *self.strange]

    @property
    def abstention(self) -> Decisions:
        return Decisions.of([q.abstained for q in self.strange], [q.abstained for q in self.asked])

    @property
    def answering(self) -> Decisions:
        return Decisions.of([q.answered for q in self.asked], [q.answered for q in self.strange])

    @property
    def right_pages(self) -> float:
        return share(sum(one.right_page for one in self.asked), len(self.asked))

    def half(self, *, odd: bool) -> "Examined":
        """Return the questions with odd numbers, which may be tuned on, or the ones held back."""
        asked, strange = (
            [one for one in some if int(one.id[1:]) % 2 == odd]
            for some in (self.asked, self.strange)
        )
        return Examined(asked, strange, self.groups, self.seconds)


def run(_: Options) -> Iterator[Figure]:
    try:
        papers = find_papers()
    except NoPapers as reason:
        yield skipped(NAME, str(reason))
        return
    examined = _examined(papers)
    yield _citations(examined.all)
    yield _decisions("abstaining", examined.abstention, [q for q in examined.asked if q.abstained])
    yield _decisions("answering", examined.answering, [q for q in examined.strange if q.answered])
    yield _right_pages(examined)
    yield from _groups(examined)
    yield _half("those to tune on", examined.half(odd=True))
    yield _half("those held back", examined.half(odd=False))


def _examined(papers: Sequence[Path]) -> Examined:
    questions = json.loads(QUESTIONS.read_text())
    with (
        TemporaryDirectory() as folder,
        portico(Path(folder)) as server,
        client(server) as http,
        ThreadPoolExecutor(ASKED_AT_ONCE) as threads,
    ):
        ids = upload(http, papers)
        wait(http, list(ids.values()))
        examiner = Examiner(http, {one: paper for paper, one in ids.items()})
        began = perf_counter()
        asked, strange = (
            list(threads.map(examiner.judge, questions[half]))
            for half in ("answerable", "unanswerable")
        )
        took = perf_counter() - began
    return Examined(asked, strange, _groups_of(questions["unanswerable"]), took)


def _groups_of(questions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    return {one["id"]: one["group"] for one in questions}


def _citations(judged: Sequence[Judged]) -> Figure:
    valid, cited = sum(one.valid for one in judged), sum(len(one.places) for one in judged)
    return Figure(
        name="citations valid (400)",
        says=f"{valid}/{cited} quotes stand on their page, to the letter",
        bar="all, and some",
        passed=valid == cited > 0,
        numbers={"valid": valid, "cited": cited},
        table=[one.row() for one in judged if one.valid < len(one.places)],
    )


def _decisions(name: str, decisions: Decisions, wrongly: Sequence[Judged]) -> Figure:
    return Figure(
        name=name,
        says=str(decisions),
        bar=f"F1 at least {BAR}",
        passed=decisions.f1 >= BAR,
        numbers=decisions.numbers(),
        table=[one.row() for one in wrongly],
    )


def _right_pages(examined: Examined) -> Figure:
    asked = examined.asked
    numbers = {
        "answered": sum(one.answered for one in asked),
        "right_page": sum(one.right_page for one in asked),
        "right_first": sum(one.right_first for one in asked),
        "phrase": sum(one.phrase for one in asked),
        "seconds": examined.seconds,
    }
    return Figure(
        name="right page (400)",
        says=f"{numbers['right_page']}/{len(asked)} (answered {numbers['answered']}, "
        f"first citation {numbers['right_first']}, phrase {numbers['phrase']})",
        numbers=numbers,
        table=[one.row() for one in asked if one.answered and not one.right_page],
    )


def _groups(examined: Examined) -> Iterator[Figure]:
    for group in dict.fromkeys(examined.groups.values()):
        of = [one for one in examined.strange if examined.groups[one.id] == group]
        abstained = sum(one.abstained for one in of)
        yield Figure(
            name=f"abstained, {group}",
            says=f"{abstained}/{len(of)}",
            numbers={"abstained": abstained, "of": len(of)},
        )


def _half(name: str, half: Examined) -> Figure:
    abstaining, answering = half.abstention, half.answering
    return Figure(
        name=name,
        says=f"abstaining F1 {abstaining.f1:.3f}, answering F1 {answering.f1:.3f}, "
        f"right page {half.right_pages:.3f}",
        numbers={
            "abstaining": abstaining.numbers(),
            "answering": answering.numbers(),
            "right_page": half.right_pages,
        },
    )
