"""The claim check on sentences that are true, and on the same with something in them made wrong."""

import time
from itertools import islice
from random import Random

from benchmarks.insights.claim_cases import Case, true_cases, wrong_cases
from domain.insights.checking import Facts, doubts

KINDS = ("number", "date", "name", "channel", "negation", "topic", "sentiment")
EACH, SEED = 5_000, 20261121


def main() -> None:
    random = Random(SEED)
    true = list(islice(true_cases(random), EACH))
    alarms = [one for one in true if is_doubted(one)]
    print(f"true sentences: {EACH:,}; false alarms {100 * len(alarms) / EACH:.2f} %")
    caught = 0
    for kind in KINDS:
        wrong = list(islice(wrong_cases(random, kind), EACH))
        found = sum(map(is_doubted, wrong))
        caught += found
        print(f"wrong {kind}: {EACH:,}; caught {100 * found / EACH:.2f} %")
    print(f"recall over all: {100 * caught / (EACH * len(KINDS)):.2f} %")
    print(timing(true))


def is_doubted(case: Case) -> bool:
    return bool(doubts(case.text, Facts(case.record)))


def timing(cases: list[Case]) -> str:
    """Return the CPU time of a check: each record is read once before, as a draft's lines do."""
    spent = []
    for one in cases:
        facts = Facts(one.record)
        doubts(one.text, facts)
        began = time.thread_time_ns()
        doubts(one.text, facts)
        spent.append((time.thread_time_ns() - began) / 1e3)
    spent.sort()
    median, worst = spent[len(spent) // 2], spent[len(spent) * 99 // 100]
    return f"a sentence: median {median:.0f} us, p99 {worst:.0f} us of CPU"


if __name__ == "__main__":
    main()
