"""python -m benchmarks.calibration: fit when to abstain, to the questions that may be tuned on.

Prints the constants of `domain/conversations/sufficiency.py`, and what they come to when each
question is judged by a fit that did not see it.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from adapters.conversations.extractive.writer import ExtractiveAnswerWriter
from application.conversations.ports import Brief, EvidenceFinder
from application.knowledge.ports import Embedder
from benchmarks.counting import Decisions
from benchmarks.four_hundred_questions import QUESTIONS
from benchmarks.logistic import Numbers, fitted, held_out
from benchmarks.papers import NoPapers, client, find_papers, upload, wait
from benchmarks.servers import portico
from domain.conversations.asking import AS_USUAL
from domain.conversations.sufficiency import WORTH_READING, WORTH_SAYING, overlap
from domain.principal import Principal
from entrypoints.composition import compose
from entrypoints.settings import Settings


def main() -> int:
    try:
        papers = find_papers()
    except NoPapers as reason:
        print(reason)
        return 1
    with TemporaryDirectory() as folder:
        home = Path(folder)
        with portico(home) as server, client(server) as http:
            wait(http, list(upload(http, papers).values()))
        asked, answerable = _odd_questions()
        passages, sentences = _signs(home, asked)
    _tell("OF_PASSAGES", passages, answerable, WORTH_READING)
    _tell("OF_SENTENCES", sentences, answerable, WORTH_SAYING)
    return 0


def _odd_questions() -> tuple[list[str], Numbers]:
    halves = json.loads(QUESTIONS.read_text())
    odd = {
        half: [one["question"] for one in halves[half] if int(one["id"][1:]) % 2]
        for half in ("answerable", "unanswerable")
    }
    asked = [*odd["answerable"], *odd["unanswerable"]]
    return asked, (np.arange(len(asked)) < len(odd["answerable"])).astype(np.float64)


def _signs(home: Path, asked: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Return the share of words and the relevance of each question's passages, and sentences."""
    container = compose(Settings(home=home))
    finder, by = container.get(EvidenceFinder), container.get(Principal)
    writer = ExtractiveAnswerWriter(container.get(Embedder))
    passages, sentences = [], []
    for question in asked:
        found = finder.find(by, question, (), AS_USUAL.limit, AS_USUAL.mode).evidence
        nearest = max((one.relevance for one in found), default=0.0)
        passages.append((overlap(question, found), nearest))
        read = writer.read(Brief(question=question, history=(), evidence=found))
        sentences.append((read.words, read.meaning or 0.0))
    return np.array(passages), np.array(sentences)


def _tell(name: str, signs: Numbers, answerable: Numbers, least: float) -> None:
    before, words, meaning = fitted(signs, answerable)
    answers, wanted = held_out(signs, answerable) >= least, answerable == 1
    abstaining = Decisions.of(list(~answers[~wanted]), list(~answers[wanted]))
    answering = Decisions.of(list(answers[wanted]), list(answers[~wanted]))
    print(f"{name} = Odds(before={before:.2f}, words={words:.2f}, meaning={meaning:.2f})")
    print(f"  from {least}: abstaining {abstaining}, answering {answering}")


if __name__ == "__main__":
    sys.exit(main())
