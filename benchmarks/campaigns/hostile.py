"""A hostile CSV file of so many rows, and the truth about each of them.

Run as `python -m benchmarks.campaigns.hostile ROWS FILE`: writes FILE and FILE.truth, a byte for
each row (0 is a good one) by the number that its influencer's id ends in. The seed decides all.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

SEED = 20261121
HEADER = "campaignId,influencerId,likes,comments,shares,views,caption\r\n"
BAD_SHARE = 0.01
Maker = Callable[[int, Random], str]
Counts = tuple[int, int, int, int]


def counts(number: int) -> Counts:
    """Return likes, comments, shares and views of the row with that number, if it is good."""
    return number * 7 % 50_000, number * 11 % 9_000, number * 13 % 400, number % 900_000 + 1


def _row(number: int, *, cells: dict[int, str] | None = None, caption: str = "fine") -> str:
    told = [str(100 + number % 11), f"influencer_{number}", *map(str, counts(number)), caption]
    for place, cell in (cells or {}).items():
        told[place] = cell
    return ",".join(told)


def _cell(place: int, *texts: str) -> Maker:
    return lambda number, random: _row(number, cells={place: random.choice(texts)})


CAPTIONS = (
    "fine", "", '"said ""yes"", and left"', '"two\nlines"', '"three\r\n\r\nlines, with, commas"',
    "आज का दिन", '"😀, really"', '"=SUM(A1) is a caption here"', '"1,23,456 views!"',
    '"a\n""b""\nc"',
)  # fmt: skip
BAD: dict[str, tuple[Maker, ...]] = {
    "zero_views": (_cell(5, "0", "000", '"0"'),),
    "negative": (_cell(2, "-5"), _cell(5, "-1"), _cell(3, "-2147483648")),
    "not_a_whole_number": (
        _cell(
            2, "12k", "NaN", "1e309", "-0", "5%", '"1,23,456"', "1.0", "+7", " 8", "Infinity", "٣"
        ),
        _cell(0, "10O", "1e2"),
    ),
    "too_large": (_cell(4, "2147483648", "9" * 30),),
    "missing": (_cell(2, "", '""'), _cell(0, ""), _cell(5, " ")),
    "formula": (_cell(0, "=1+1", '"=HYPERLINK(""x"")"'), _cell(2, "@SUM(A1)")),
    "too_few_cells": (lambda n, _: f"100,influencer_{n},5,1", lambda n, _: f"influencer_{n}"),
    "too_many_cells": (lambda n, _: _row(n) + ",more,and,more", lambda n, _: _row(n) + ","),
    "broken_quote": (
        lambda n, _: _row(n, caption='"never closed'),
        lambda n, _: f'100,"influencer_{n},5,1,1,60,fine',
        lambda n, _: _row(n, caption='says "hi"'),
        lambda n, _: _row(n, caption='"closed" too soon'),
    ),
    "nul_byte": (lambda n, _: _row(n, caption="nul\0here"), _cell(5, "1\x002")),
    "stray_line_break": (lambda n, _: _row(n, caption="bare\rreturn"),),
    "undecodable": (lambda n, _: _row(n, caption="caf\udce9"),),
    "repeated_header": (lambda *_: HEADER.strip(),),
    "engagement_too_large": (lambda n, _: _row(n, cells={2: "2147483647", 3: "1"}),),
}
KINDS = tuple(BAD)


def write(rows: int, file: Path) -> None:
    random, truth = Random(SEED), bytearray(rows)
    with file.open("wb") as out:
        out.write(HEADER.encode())
        for number in range(rows):
            if random.random() < BAD_SHARE:
                kind = random.randrange(len(KINDS))
                truth[number] = kind + 1
                line = random.choice(BAD[KINDS[kind]])(number, random)
            else:
                line = _row(number, caption=random.choice(CAPTIONS) if number % 3 else "fine")
            ending = "\n" if random.random() < 0.1 else "\r\n"
            out.write((line + ending).encode("utf-8", "surrogateescape"))
    Path(f"{file}.truth").write_bytes(truth)


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
