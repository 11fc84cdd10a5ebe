"""Texts that are made up of what masks stumble over: masked, looked through, and put back."""

from collections.abc import Iterator
from itertools import count
from random import Random

from benchmarks.figures import Figure, Options
from domain.insights.masking import masks_for
from domain.insights.masking.identifiers import SHORTEST

TEXTS, SEED = 100_000, 20261121
NAMES = (
    "Jedi",
    "Santa Claus",
    "José",
    "Zoë Ångström",
    "张伟",
    "O'Neil",
    "pineapple",
    "Müller-Lüdenscheidt",
)
PIECES = (
    " ", "\n", ", ", ". ", "[[", "]]", "[[NAME-1-s0]]", "s0", "s1", "NAME-1", "İ", "ß", "e\u0301", "\u200d", "🙂",
    "Hello ", "about Drug Efficacy", "on 17 February 2020 at 18:24", "12 interactions", "ada@example.com",
    "+84 912 345 678", "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "192.0.2.7", "<b>", "\\1", "{0}", "%s",
)  # fmt: skip


def run(_: Options) -> Iterator[Figure]:
    random = Random(SEED)
    exact = hidden = 0
    for _number in range(TEXTS):
        name = random.choice(NAMES)
        text = _text(random, name)
        masks = masks_for([text], [name], map("s{}".format, count()))
        masked = masks.mask(text)
        exact += masks.unmask(masked) == text
        hidden += not any(len(value) >= SHORTEST and value in masked for value in masks.tokens)
    yield Figure(
        name="masks: round trip",
        says=f"{exact:,} of {TEXTS:,} exact, {hidden:,} without a raw identifier",
        bar="all",
        passed=exact == hidden == TEXTS,
        numbers={"exact": exact, "hidden": hidden},
    )


def _text(random: Random, name: str) -> str:
    said = [random.choice(PIECES) for _ in range(random.randint(0, 8))]
    for _ in range(random.randint(0, 3)):
        written = random.choice([name, name.upper(), name.lower(), name.replace(" ", "  ")])
        said.insert(random.randint(0, len(said)), random.choice([" ", ""]) + written)
    said.append("".join(chr(random.choice((32, 65, 233, 0x4E00, 0x1F600))) for _ in range(3)))
    return "".join(said)
