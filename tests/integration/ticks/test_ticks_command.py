"""`portico ticks verify` and `portico ticks export` on a database of its own."""

import csv
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.database.sql import open_database
from adapters.ticks.sql_audits import SqlAudits
from adapters.ticks.sql_markets import SqlMarkets
from domain.ticks.market import Feed
from domain.ticks.moments import MINUTE
from domain.ticks.trade import MOST_ID
from entrypoints.cli import main

pytest.importorskip("pyarrow")
SAMPLES = Path(__file__).parents[3] / "samples" / "market"
FAULTS = SAMPLES / "faults.yaml"
Run = Callable[..., Result]

pytestmark = pytest.mark.slow


@pytest.fixture
def run(command_home: Path) -> Run:
    return lambda *words: CliRunner().invoke(main, ["ticks", *words])


def test_a_recording_is_replayed_verified_and_exported(run: Run, tmp_path: Path) -> None:
    replayed = run("replay", str(SAMPLES / "ticks.ndjson"), "--speed", "0")
    assert replayed.exit_code == 0, replayed.output
    verified = run("verify", "btcusdt")
    assert (verified.exit_code, "faults              0" in verified.output) == (0, True)

    told = run("export", "BTCUSDT", "trades.csv", "--from-id", "9000002", "--to-id", "9000003")
    assert told.output == "2 trades in trades.csv\n"
    rows = list(csv.DictReader((tmp_path / "trades.csv").read_text().splitlines()))
    assert [row["id"] for row in rows] == ["9000002", "9000003"]
    assert (rows[0]["price"], rows[0]["quantity"]) == ("57999.70000000", "1.12564000")
    assert (rows[0]["time_us"], rows[0]["buyer_is_maker"]) == ("1767225600400000", "true")


def test_a_fault_that_never_happens_is_named(run: Run, tmp_path: Path) -> None:
    lines = (SAMPLES / "ticks.ndjson").read_text().splitlines(keepends=True)
    (tmp_path / "day").write_text("".join(lines[:20]))
    (tmp_path / "faults").write_text("[{at: 19, kind: ping}, {at: 20, kind: cut}]")
    told = run("replay", "day", "--speed", "0", "--faults", "faults")
    assert told.exit_code == 0, told.output
    assert told.output.splitlines()[0] == "a fault at 20 never happens: there are 20 frames"
    assert "never" not in "".join(told.output.splitlines()[1:])


def test_parquet_has_exact_decimals(run: Run, tmp_path: Path) -> None:
    from pyarrow import parquet

    run("replay", str(SAMPLES / "ticks.ndjson"), "--speed", "0")
    assert run("export", "BTCUSDT", "trades.parquet", "--format", "parquet").exit_code == 0
    table = parquet.read_table(tmp_path / "trades.parquet")
    row = table.slice(1, 1).to_pylist()[0]
    assert (row["id"], row["price"]) == (9_000_002, Decimal("57999.70000000"))
    assert row["time"].isoformat() == "2026-01-01T00:00:00.400000+00:00"
    assert sorted(path.name for path in tmp_path.glob("*.partial")) == []


@pytest.fixture
def torn(run: Run, tmp_path: Path) -> Run:
    """Keep the samples without 9000008 to 9000014."""
    lines = (SAMPLES / "ticks.ndjson").read_text().splitlines(keepends=True)
    (tmp_path / "torn").write_text("".join(lines[:9] + lines[19:]))
    run("replay", "torn", "--speed", "0")
    return run


def test_an_export_names_what_is_missing_among_its_trades(torn: Run) -> None:
    told = torn("export", "BTCUSDT", "x.csv", "--from-id", "9000007", "--to-id", "9000015")
    assert told.output.splitlines() == ["2 trades in x.csv", "missing: 9000008 to 9000014"]
    told = torn("export", "BTCUSDT", "x.csv", "--from-id", "9000015", "--to-id", "9000016")
    assert told.output.splitlines() == ["2 trades in x.csv"]


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize(
    ("first", "last"), [(9_000_011, 9_000_012), (9_000_005, 9_000_001), (1, 2), (MOST_ID, MOST_ID)]
)
def test_an_export_may_be_empty(torn: Run, kind: str, first: int, last: int) -> None:
    ids = ("--from-id", str(first), "--to-id", str(last))
    told = torn("export", "BTCUSDT", "x", "--format", kind, *ids)
    assert (told.exit_code, told.output.splitlines()[0]) == (0, "0 trades in x")


def test_an_id_that_no_trade_can_have_is_refused(torn: Run) -> None:
    told = torn("export", "BTCUSDT", "x.csv", "--from-id", "9" * 20)
    assert (told.exit_code, "Invalid value for '--from-id'" in told.output) == (2, True)


def test_a_pipe_stays_one_and_a_link_leads_to_its_file(run: Run, tmp_path: Path) -> None:
    run("replay", str(SAMPLES / "ticks.ndjson"), "--speed", "0")
    run("export", "BTCUSDT", "x.csv", "--to-id", "9000009")
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to("target.csv")
    with ThreadPoolExecutor() as reading:
        read = reading.submit(pipe.read_text)
        for name in ("pipe", "link"):
            assert run("export", "BTCUSDT", name, "--to-id", "9000009").exit_code == 0

        assert read.result(60) == (tmp_path / "x.csv").read_text()
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert (tmp_path / "target.csv").read_text() == (tmp_path / "x.csv").read_text()


def test_what_nobody_collects_is_refused_with_a_sentence(run: Run) -> None:
    for words in (("verify", "ETHUSDT"), ("export", "ETHUSDT", "x.csv")):
        refused = run(*words)
        assert (refused.exit_code, "no trades of this market" in refused.output) == (1, True)


def note_audits(folder: Path) -> None:
    """Say of three minutes of the recording's day how they were judged."""
    database = open_database(f"sqlite:///{folder}/portico.db")
    market = SqlMarkets(database).opened("BTCUSDT", Feed.AGGREGATES)
    minutes = [1_767_225_600_000_000 + number * MINUTE for number in range(3)]
    SqlAudits(database).note(market.id, minutes[:2], minutes[2:])
    database.engine.dispose()


def test_audits_and_incidents_are_told(run: Run, tmp_path: Path) -> None:
    run("replay", str(SAMPLES / "ticks.ndjson"), "--speed", "0", "--faults", str(FAULTS))
    note_audits(tmp_path)
    audited = run("audit", "BTCUSDT", "--date", "2026-01-01")
    assert audited.exit_code == 1  # one differs
    assert [line.split()[-1] for line in audited.output.splitlines()[:3]] == ["2", "1", "1,437"]
    assert audited.output.splitlines()[3].strip() == "2026-01-01 00:02:00+00:00"
    empty = run("audit", "BTCUSDT")
    assert (empty.exit_code, "not audited   1,440" in empty.output) == (0, True)

    told = run("incidents", "--limit", "5")
    assert told.exit_code == 0
    assert 0 < len(told.output.splitlines()) <= 5
    lost = run("incidents", "btcusdt").output
    assert " lost " in lost


def test_audits_of_what_nobody_collects_are_refused(run: Run) -> None:
    for word in ("audit", "incidents"):
        refused = run(word, "ETHUSDT")
        assert (refused.exit_code, "no trades of this market" in refused.output) == (1, True)
