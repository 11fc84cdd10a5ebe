"""One reader on one file, in a process of its own.

Run as `python -m benchmarks.campaigns.contender NAME FILE`. Prints JSON: CPU seconds and peak
memory of reading and validating, good rows that were lost (or came with other numbers), bad rows
that were admitted and, where the reader says why, wrong reasons.
"""

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.campaigns.hostile import KINDS, counts
from benchmarks.processes import peak_megabytes

Told = Iterable[tuple[str, int, int, int, int]]
"""An influencer's id and the four counts, of each row that was let in."""
NAMES = ("likes", "comments", "shares", "views")
PLAIN = "views > 0 AND likes >= 0 AND comments >= 0 AND shares >= 0 AND campaignId >= 0"


class Ours:
    """Keeps nothing of the file while it is measured; what it says is looked at afterwards."""

    def __init__(self, file: Path) -> None:
        from adapters.campaigns.files.block_reader import BlockReader
        from domain.campaigns.dialect import Declared
        from domain.campaigns.proof import HEAD, prove
        from domain.campaigns.rows import RowGrammar
        from domain.campaigns.rules import judged

        self.file, self.reader = file, BlockReader()
        with file.open("rb") as opened:
            proof = prove(opened.read(HEAD), Declared())
        dialect = proof.dialect
        self.start = proof.start
        self.grammar = RowGrammar(proof.layout, dialect.delimiter, dialect.quote, judged)

    def stretches(self) -> Iterator[tuple[bytes, Any]]:
        size, place = self.file.stat().st_size, self.start
        with self.file.open("rb") as opened:
            while place < size:
                opened.seek(place)
                block = opened.read(1_048_576)
                stretch = self.reader(self.grammar, block, last=place + len(block) == size)
                yield block, stretch
                place += stretch.consumed

    def read(self) -> int:
        read = good = bad = 0
        for _, stretch in self.stretches():
            read += stretch.read
            good += len(stretch.good.rows)
            bad += len(stretch.bad)
        if read != good + bad:
            raise RuntimeError("rows got lost")
        return good

    def told(self, _: int) -> Told:
        for _block, stretch in self.stretches():
            good = stretch.good
            told = (good.likes, good.comments, good.shares, good.views)
            yield from zip(good.influencer_ids, *told, strict=True)

    def reasons(self) -> Iterator[tuple[int, str]]:
        """Return the number and the reason of each row in quarantine: rows are numbered from 0."""
        first = 0
        for _, stretch in self.stretches():
            for one in stretch.bad:
                yield first + one.row, one.offence.reason.value
            first += stretch.read


class DuckDb:
    def __init__(self, file: Path) -> None:
        import duckdb

        self.file, self.database = file, duckdb.connect(config={"threads": 1})

    def read(self) -> int:
        read = f"""
            CREATE TABLE told AS SELECT * FROM read_csv('{self.file}', header=true, delim=',',
            quote='"', escape='"', auto_detect=false, store_rejects=true, strict_mode=false,
            columns={{'campaignId':'INTEGER','influencerId':'VARCHAR','likes':'INTEGER',
            'comments':'INTEGER','shares':'INTEGER','views':'INTEGER','caption':'VARCHAR'}})
            WHERE {PLAIN}
        """
        self.database.execute(read)
        found = self.database.execute("SELECT count(*) FROM told").fetchone()
        return int(found[0]) if found else 0

    def told(self, _: int) -> Told:
        asked = f"SELECT influencerId, {', '.join(NAMES)} FROM told"
        return [tuple(row) for row in self.database.execute(asked).fetchall()]


class Polars:
    def __init__(self, file: Path) -> None:
        self.file = file

    def read(self) -> Any:
        import polars

        whole = polars.read_csv(
            self.file,
            ignore_errors=True,
            truncate_ragged_lines=True,
            encoding="utf8-lossy",
            schema={
                "campaignId": polars.Int32, "influencerId": polars.String,
                **dict.fromkeys(NAMES, polars.Int32), "caption": polars.String,
            },
        )  # fmt: skip
        return whole.drop_nulls(["campaignId", *NAMES]).sql(f"SELECT * FROM self WHERE {PLAIN}")

    def told(self, read: Any) -> Told:
        rows: Told = read.select("influencerId", *NAMES).rows()
        return rows


class Pandas:
    def __init__(self, file: Path) -> None:
        self.file = file

    def read(self) -> Any:
        import pandas

        whole = pandas.read_csv(
            self.file, on_bad_lines="skip", encoding_errors="replace", low_memory=False
        )
        for name in ("campaignId", *NAMES):
            whole[name] = pandas.to_numeric(whole[name], errors="coerce")
        return whole.dropna(subset=["campaignId", *NAMES]).query(PLAIN.replace("AND", "and"))

    def told(self, read: Any) -> Told:
        rows: Told = read[["influencerId", *NAMES]].itertuples(index=False, name=None)
        return rows


class Stdlib:
    """The csv module, with each row held to the same plain rules."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def rows(self) -> Iterator[tuple[str, int, int, int, int]]:
        with self.file.open(newline="", encoding="utf-8", errors="replace") as opened:
            reader = csv.reader(opened)
            next(reader)
            for row in reader:
                try:
                    campaign, name, likes, comments, shares, views, _ = row
                    told = (int(likes), int(comments), int(shares), int(views))
                    if int(campaign) >= 0 and min(told) >= 0 and told[3] > 0:
                        yield (name, *told)
                except ValueError:
                    continue

    def read(self) -> int:
        return sum(1 for _ in self.rows())

    def told(self, _: int) -> Told:
        return self.rows()


CONTENDERS: dict[str, Callable[[Path], Any]] = {
    "portico": Ours, "duckdb": DuckDb, "polars": Polars, "pandas": Pandas, "csv": Stdlib,
}  # fmt: skip


def main(name: str, file: Path) -> dict[str, Any]:
    reader = CONTENDERS[name](file)
    began = process_time()
    try:
        read = reader.read()
    except Exception as error:  # a reader that refuses the file has lost all of it
        return {
            "name": name,
            "refused": f"{type(error).__name__}: {error}".partition("\n")[0][:150],
        }
    used = {
        "cpu": round(process_time() - began, 3),
        "cpu_with_start": round(process_time(), 3),
        "megabytes": peak_megabytes(os.getpid()),
    }
    truth = Path(f"{file}.truth").read_bytes()
    scored = score(truth, reader.told(read))
    if isinstance(reader, Ours):
        told = dict(reader.reasons())
        wrong = sum(told.get(n) != KINDS[kind - 1] for n, kind in enumerate(truth) if kind)
        scored["wrong_reasons"] = wrong
        scored["quarantined"] = len(told)
    return {"name": name, **used, **scored}


def score(truth: bytes, told: Told) -> dict[str, int]:
    """Count good rows that are missing, changed or doubled, and rows that are no good ones."""
    seen, admitted = bytearray(len(truth)), 0
    for name, *found in told:
        number = _number(name, len(truth))
        if number is None or truth[number] or tuple(found) != counts(number):
            admitted += 1
        else:
            seen[number] += 1
    good = truth.count(0)
    return {
        "rows": len(truth),
        "bad": len(truth) - good,
        "good_lost": sum(not (kind or many) for kind, many in zip(truth, seen, strict=True)),
        "good_doubled": sum(many > 1 for many in seen),
        "bad_admitted": admitted,
    }


def _number(name: object, most: int) -> int | None:
    begin, _, number = str(name).partition("_")
    if begin != "influencer" or not number.isdigit() or int(number) >= most:
        return None
    return int(number)


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
