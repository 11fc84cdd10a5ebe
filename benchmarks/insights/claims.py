"""The claim check on sentences that are true, and on the same with something in them made wrong."""

import time
from collections.abc import Iterator
from itertools import islice
from random import Random

from benchmarks.figures import Figure, Options
from benchmarks.insights.claim_cases import Case, true_cases, wrong_cases
from domain.insights.checking import Facts, doubts

KINDS = ("number", "date", "name", "channel", "negation", "topic", "sentiment")
EACH, SEED = 5_000, 20261121
RECALL, ALARMS, MICROSECONDS = 0.99, 0.01, 1_000


def run(_: Options) -> Iterator[Figure]:
    random = Random(SEED)
    true = list(islice(true_cases(random), EACH))
    for kind in KINDS:
        wrong = list(islice(wrong_cases(random, kind), EACH))
        yield _caught(kind, sum(map(is_doubted, wrong)) / EACH)
    alarms = sum(map(is_doubted, true)) / EACH
    yield Figure(
        name="claims: false alarms",
        says=f"{alarms:.2%} of {EACH:,} true sentences",
        bar=f"at most {ALARMS:.0%}",
        passed=alarms <= ALARMS,
        numbers={"alarms": alarms},
    )
    yield _speed(true)


def is_doubted(case: Case) -> bool:
    return bool(doubts(case.text, Facts(case.record)))


def _caught(kind: str, recall: float) -> Figure:
    return Figure(
        name=f"claims: wrong {kind}",
        says=f"{recall:.2%} of {EACH:,} caught",
        bar=f"{RECALL:.0%}",
        passed=recall >= RECALL,
        numbers={"recall": recall},
    )


def _speed(cases: list[Case]) -> Figure:
    """Measure CPU; each record was asked once before, as by the other lines of a draft."""
    spent = []
    for one in cases:
        facts = Facts(one.record)
        doubts(one.text, facts)
        began = time.thread_time_ns()
        doubts(one.text, facts)
        spent.append((time.thread_time_ns() - began) / 1e3)
    spent.sort()
    median, worst = spent[len(spent) // 2], spent[len(spent) * 99 // 100]
    return Figure(
        name="claims: a sentence",
        says=f"median {median:.0f} us, p99 {worst:.0f} us of CPU",
        bar="1 ms",
        passed=worst <= MICROSECONDS,
        numbers={"median": median, "p99": worst},
    )
