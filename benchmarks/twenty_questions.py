"""Twenty questions that five papers answer, and eight that they do not."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.asking import Examiner, Judged
from benchmarks.figures import Figure, Options, skipped
from benchmarks.papers import NoPapers, client, find_papers, upload, wait
from benchmarks.servers import portico

NAME = "twenty questions"
QUESTIONS = Path(__file__).with_name("questions.json")
WEATHER = "u01"


def run(_: Options) -> Iterator[Figure]:
    try:
        papers = find_papers()
    except NoPapers as reason:
        yield skipped(NAME, str(reason))
        return
    asked, strange = _examined(papers)
    yield _citations([*asked, *strange])
    yield _right_pages(asked)
    yield _abstentions(strange)
    yield _quickness([*asked, *strange])


def _examined(papers: Sequence[Path]) -> tuple[list[Judged], list[Judged]]:
    questions = json.loads(QUESTIONS.read_text())
    with (
        TemporaryDirectory() as folder,
        portico(Path(folder)) as server,
        client(server) as http,
    ):
        ids = upload(http, papers)
        wait(http, list(ids.values()))
        examiner = Examiner(http, {one: paper for paper, one in ids.items()})
        return (
            [examiner.judge(one) for one in questions["answerable"]],
            [examiner.judge(one) for one in questions["unanswerable"]],
        )


def _citations(judged: Sequence[Judged]) -> Figure:
    valid, cited = sum(one.valid for one in judged), sum(len(one.places) for one in judged)
    return Figure(
        name="citations valid",
        says=f"{valid}/{cited} quotes stand on their page, to the letter",
        bar="all, and some",
        passed=valid == cited > 0,
        numbers={"valid": valid, "cited": cited},
        table=[one.row() for one in judged if one.valid < len(one.places)],
    )


def _right_pages(asked: Sequence[Judged]) -> Figure:
    numbers = {
        "answered": sum(one.answered for one in asked),
        "right_page": sum(one.right_page for one in asked),
        "right_first": sum(one.right_first for one in asked),
        "phrase": sum(one.phrase for one in asked),
    }
    of = len(asked)
    return Figure(
        name="right page",
        says=f"{numbers['right_page']}/{of} (answered {numbers['answered']}, "
        f"first citation {numbers['right_first']}, phrase {numbers['phrase']})",
        bar=f"{of}/{of}",
        passed=numbers["right_page"] == of,
        numbers=numbers,
        table=[one.row() for one in asked if not (one.right_first and one.phrase)],
    )


def _abstentions(strange: Sequence[Judged]) -> Figure:
    abstained = sum(one.abstained for one in strange)
    return Figure(
        name="abstained",
        says=f"{abstained}/{len(strange)} of what the papers do not answer",
        bar="the weather",
        passed=any(one.abstained for one in strange if one.id == WEATHER),
        numbers={"abstained": abstained, "of": len(strange)},
        table=[one.row() for one in strange if not one.abstained],
    )


def _quickness(judged: Sequence[Judged]) -> Figure:
    """The first question loads the model into the process that is asked."""
    first, rest = judged[0].seconds, [one.seconds for one in judged[1:]]
    return Figure(
        name="question to answer",
        says=f"median {median(rest):.2f} s, worst {max(rest):.2f} s, the first {first:.2f} s",
        numbers={"first": first, "seconds": rest},
    )
