"""`portico ticks verify` and `portico ticks export` on a database of its own."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.database.sql import open_database
from adapters.ticks.sql_audits import SqlAudits
from adapters.ticks.sql_markets import SqlMarkets
from domain.ticks.market import Feed
from domain.ticks.moments import MINUTE
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


def test_parquet_has_exact_decimals(run: Run, tmp_path: Path) -> None:
    from pyarrow import parquet

    run("replay", str(SAMPLES / "ticks.ndjson"), "--speed", "0")
    assert run("export", "BTCUSDT", "trades.parquet", "--format", "parquet").exit_code == 0
    table = parquet.read_table(tmp_path / "trades.parquet")
    row = table.slice(1, 1).to_pylist()[0]
    assert (row["id"], row["price"]) == (9_000_002, Decimal("57999.70000000"))
    assert row["time"].isoformat() == "2026-01-01T00:00:00.400000+00:00"
    assert sorted(path.name for path in tmp_path.glob("*.partial")) == []


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
