"""portico ticks replay"""

import sqlite3
from pathlib import Path

import pytest

from support.command import portico
from support.frames import TIME, a_fill, an_aggregate, raw

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[3] / "samples" / "market"
EACH = 200
RECORDING = SAMPLES / "ticks.ndjson"

TRADES = """
SELECT one.key, one.time + base.time, one.price + base.price, quantity, one.ahead + base.ahead, told
FROM tick_trades AS one JOIN tick_bases AS base ON base.key = one.key >> 10 ORDER BY one.key
"""


def account(said: str) -> dict[str, int]:
    return {
        name: int(number.replace(",", "")) for name, number in map(str.split, said.splitlines())
    }


def trades(home: Path) -> list[tuple[int, ...]]:
    with sqlite3.connect(home / "portico.db") as database:
        return database.execute(TRADES).fetchall()


def test_a_recording_is_kept_whole_whatever_goes_wrong(tmp_path: Path) -> None:
    plain, faulty = tmp_path / "plain", tmp_path / "faulty"
    for home in (plain, faulty):
        home.mkdir()
    replay = ("ticks", "replay", str(RECORDING), "--speed", "0")
    faults = ("--faults", str(SAMPLES / "faults.yaml"), "--seed", "7")
    undisturbed, disturbed = portico(plain, *replay), portico(faulty, *replay, *faults)

    assert (undisturbed.returncode, disturbed.returncode) == (0, 0), disturbed.stderr
    assert account(undisturbed.stdout)["kept"] == len(RECORDING.read_bytes().splitlines())
    told = account(disturbed.stdout)
    assert (told["lost"], told["absent"], told["refused"]) == (0, 0, 1)
    assert min(told["filled"], told["duplicates"], told["late"], told["cuts"]) > 0
    assert trades(plain) == trades(faulty)


def test_the_same_recording_again_changes_nothing(tmp_path: Path) -> None:
    replay = ("ticks", "replay", str(RECORDING), "--speed", "0")
    portico(tmp_path, *replay)
    before = trades(tmp_path)
    again = portico(tmp_path, *replay)

    assert account(again.stdout)["kept"] == account(again.stdout)["conflicts"] == 0
    assert trades(tmp_path) == before


def test_a_recording_of_everything_that_was_heard_is_kept_whole(tmp_path: Path) -> None:
    told = portico(tmp_path, "ticks", "replay", str(heard(tmp_path / "day")), "--speed", "0")

    assert told.returncode == 0, told.stdout + told.stderr
    parts = [line for line in told.stdout.splitlines() if "@" in line or " in " in line]
    assert parts == ["aggTrade in ms: BTCUSDT", "aggTrade in us: ETHUSDT", "trade in ms: BTCUSDT"]
    accounts = told.stdout.split(" in ")[1:]
    for one in accounts:
        found = account(one.partition("\n")[2].rpartition("\n")[0])
        assert (found["kept"], found["refused"], found["lost"]) == (EACH, 0, 0)
    with sqlite3.connect(tmp_path / "portico.db") as database:
        (last,) = database.execute("SELECT max(until) FROM tick_spans WHERE market = 2").fetchone()
    assert last == (TIME + EACH - 1) * 1_000 + 7


@pytest.mark.parametrize("per_ms", [1, 1_000], ids=["ms", "us"])
@pytest.mark.parametrize("kind", ["aggregates", "fills"])
def test_minutes_of_a_recording_agree_with_its_exchange_s(
    tmp_path: Path, kind: str, per_ms: int
) -> None:
    made = {"aggregates": an_aggregate, "fills": a_fill}[kind]
    times = [(TIME + 1_000 * number) * per_ms + number % per_ms for number in range(EACH)]
    lines = [raw(made(number, T=time, E=time)) for number, time in enumerate(times)]
    (tmp_path / "day").write_bytes(b"\n".join(lines))
    told = portico(tmp_path, "ticks", "replay", "day", "--speed", "0")

    found = account(told.stdout)
    assert (found["kept"], found["mismatches"]) == (EACH, 0)
    assert found["audited"] == 2


@pytest.mark.parametrize("symbol", ["btcusdt", "BTCUSDT"])
def test_a_recording_of_which_nothing_can_be_read_fails(tmp_path: Path, symbol: str) -> None:
    lines = [
        {"stream": f"{symbol}@aggTrade", "data": an_aggregate(number, s=symbol)}
        for number in range(9)
    ]
    (tmp_path / "day").write_bytes(b"\n".join(map(raw, lines)))
    told = portico(tmp_path, "ticks", "replay", "day", "--speed", "0")

    assert (told.returncode, account(told.stdout)["refused"]) == (1, 9)
    assert "Error: no message could be read of aggTrade in ms: BTCUSDT" in told.stderr


def heard(file: Path) -> Path:
    """Write all that a connection may tell beside trades, and times in two units."""
    lines: list[object] = [{"recv_ts": 5, "frame": {"result": None, "id": 1}}]
    for number in range(EACH):
        micro = an_aggregate(number, s="ETHUSDT", T=(TIME + number) * 1_000 + 7, new=None)
        lines += [
            {"recv_ts": 5.5, "frame": raw(an_aggregate(number, l=number, M=None)).decode()},
            {"stream": "ethusdt@aggTrade", "data": micro},
            a_fill(number),
            {"u": number, "s": "BTCUSDT", "b": "1", "a": "2"},
            {"stream": "!miniTicker@arr", "data": [{"e": "24hrMiniTicker"}]},
            {"stream": "btcusdt@kline_1m", "data": {"e": "kline", "s": "BTCUSDT", "k": {}}},
        ]
    file.write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(map(raw, lines)))
    return file


def test_a_symbol_that_is_none_costs_its_own_trades_alone(tmp_path: Path) -> None:
    lines = [raw(an_aggregate(number)) for number in range(EACH)]
    lines[50:50] = [raw(an_aggregate(1, s=one)) for one in ("BTC-USDT", "\u6bd4\u7279USDT")]
    (tmp_path / "day").write_bytes(b"\n".join(lines))
    told = portico(tmp_path, "ticks", "replay", "day", "--speed", "0")

    assert (told.returncode, account(told.stdout)["kept"]) == (0, EACH)
    names = [
        line.removesuffix(" is no market that can be collected") for line in told.stderr.split("\n")
    ]
    assert names == ["btc-usdt@aggTrade", "\u6bd4\u7279usdt@aggTrade", ""]
    (tmp_path / "day").write_bytes(raw(an_aggregate(1, s="BTC-USDT")))
    assert portico(tmp_path, "ticks", "replay", "day").returncode == 1


def test_what_a_recording_leaves_out_stays_a_hole_that_is_told(tmp_path: Path) -> None:
    made = [an_aggregate(number, f=number, l=number) for number in range(EACH)]
    made[150]["p"] = "0.00000000"
    (tmp_path / "day").write_bytes(b"\n".join(map(raw, [*made[:50], *made[60:]])))
    told = portico(tmp_path, "ticks", "replay", "day", "--speed", "0")

    found = account(told.stdout)
    assert (told.returncode, found["kept"], found["refused"]) == (1, EACH - 11, 1)
    assert (found["lost"], found["absent"]) == (11, 0)
    holes = portico(tmp_path, "ticks", "verify", "BTCUSDT").stdout.splitlines()[2:5]
    assert [line.split(",")[0].split() for line in holes] == [
        ["holes", "2"], ["50", "to", "59"], ["150", "to", "150"],
    ]  # fmt: skip
    with sqlite3.connect(tmp_path / "portico.db") as database:
        assert database.execute("SELECT count(*) FROM tick_absent").fetchone() == (0,)


def test_lines_that_are_no_frames_cost_themselves_alone(tmp_path: Path) -> None:
    lines = [raw(an_aggregate(number)) for number in range(EACH)]
    lines[100:100] = [b'{"frame":"{half"}', b"\xff\xfe\x00", b"[1]", b'{"frame":null}']
    (tmp_path / "day").write_bytes(b"\n".join([*lines, lines[-1][:90]]))
    told = portico(tmp_path, "ticks", "replay", "day", "--speed", "0")

    found = account(told.stdout)
    assert (told.returncode, found["kept"], found["refused"]) == (0, EACH, 5)
    named = [line.partition(":")[0] for line in told.stderr.splitlines()]
    assert named == [f"line {number} is no frame" for number in (101, 102, 103, 104, EACH + 5)]


@pytest.mark.parametrize("line", ["{", '{"stream":"btcusdt@bookTicker","data":{"u":1}}'])
def test_what_is_no_recording_is_refused_with_a_sentence(tmp_path: Path, line: str) -> None:
    (tmp_path / "day").write_text(line)
    told = portico(tmp_path, "ticks", "replay", "day")

    assert told.returncode == 1
    assert told.stderr.startswith("Error: ")
    assert "Traceback" not in told.stderr


def test_a_collector_is_refused_what_is_no_symbol(tmp_path: Path) -> None:
    told = portico(tmp_path, "worker", "ticks", "--symbols", "BTC/USDT")

    assert told.returncode == 1
    assert "a symbol is 2 to 20 letters and digits" in told.stderr


@pytest.mark.parametrize("option", ["--source", "--rest"])
def test_a_collector_is_refused_what_is_no_address(tmp_path: Path, option: str) -> None:
    usual = {"--source": "ws://127.0.0.1:9", "--rest": "http://127.0.0.1:9"}
    addresses = [word for pair in {**usual, option: "exchange"}.items() for word in pair]
    told = portico(tmp_path, "worker", "ticks", "--symbols", "BTCUSDT", *addresses)

    assert told.returncode == 1
    assert "address is like" in told.stderr
