"""What the double of an exchange will do follows from recording, faults and seed alone."""

import gzip
from pathlib import Path

import pytest

from entrypoints.testing.exchange import (
    Fault,
    drawn_faults,
    happenings,
    read_faults,
    read_recording,
)
from entrypoints.testing.exchange.faults import FaultsMalformed
from entrypoints.testing.exchange.plan import SHUTDOWN, Do, Happen, Send, plan
from entrypoints.testing.exchange.recording import RecordingMalformed
from support.frames import a_fill, an_aggregate, raw
from support.recordings import a_recording

RECORDING = a_recording(100)
FRAMES = [one.frame for one in RECORDING]


def sent(*faults: Fault, seed: int = 7) -> list[bytes]:
    return [one.frame for one in plan(RECORDING, faults, seed) if isinstance(one, Send)]


def test_without_faults_everything_is_sent_in_its_order() -> None:
    assert sent() == FRAMES


def test_everything_happens_whoever_is_told() -> None:
    faults = drawn_faults(100, 40, 7)
    happened = [one.what for one in plan(RECORDING, faults, 7) if isinstance(one, Happen)]

    assert happened == RECORDING


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    mixed = Fault(at=10, kind="reorder", count=50)

    assert sent(mixed) == sent(mixed)
    assert sent(mixed) != sent(mixed, seed=8)
    assert drawn_faults(100, 40, 7) == drawn_faults(100, 40, 7) != drawn_faults(100, 40, 8)


def test_what_is_mixed_is_neither_more_nor_less() -> None:
    told = sent(Fault(at=10, kind="reorder", count=50))

    assert told != FRAMES
    assert sorted(told) == sorted(FRAMES)
    assert (told[:10], told[60:]) == (FRAMES[:10], FRAMES[60:])


def test_what_is_dropped_is_not_sent_and_what_is_doubled_twice() -> None:
    assert sent(Fault(at=10, kind="drop", count=5)) == FRAMES[:10] + FRAMES[15:]
    doubled = sent(Fault(at=10, kind="duplicate", count=2))
    assert doubled[10:14] == [FRAMES[10], FRAMES[10], FRAMES[11], FRAMES[11]]


@pytest.mark.parametrize("kind", ["cut", "blackhole"])
def test_what_happens_while_nobody_listens_is_not_sent(kind: str) -> None:
    fault = Fault(at=10, kind=kind, count=5)

    assert sent(fault) == FRAMES[:10] + FRAMES[15:]
    steps = [*plan(RECORDING, [fault], 7)]
    assert steps.index(Do(fault)) == steps.index(Send(FRAMES[9], RECORDING[9].stream)) + 1


def test_a_shutdown_is_told_before_it_comes() -> None:
    fault = Fault(at=10, kind="shutdown", count=5)
    steps = [*plan(RECORDING, [fault], 7)]

    told, done = steps.index(Send(SHUTDOWN)), steps.index(Do(fault))
    assert sum(isinstance(one, Happen) for one in steps[told:done]) == 5


def test_a_burst_is_not_paced() -> None:
    steps = plan(RECORDING, [Fault(at=10, kind="burst", count=5)], 7)
    paced = [one.is_paced for one in steps if isinstance(one, Happen)]

    assert [place for place, is_paced in enumerate(paced) if not is_paced] == [10, 11, 12, 13, 14]


def test_faults_are_read_from_yaml_and_from_json(tmp_path: Path) -> None:
    script = tmp_path / "faults"
    for text in ("- {at: 5, kind: cut, code: 1012}", '[{"at": 5, "kind": "cut", "code": 1012}]'):
        script.write_text(text)
        assert read_faults(script) == [Fault(at=5, kind="cut", code=1012)]


@pytest.mark.parametrize(
    "text",
    [
        "at: 5", "- 5", "- {at: 5}", "- {at: 5, kind: flood}", "- {at: five, kind: cut}",
        "- {at: -5, kind: cut}", "- {at: 5, kind: cut, cod: 1000}", "- {at: 5, kind: rest}",
        "- {at: true, kind: cut}", "[", "- !!python/object:os.system {}",
        "- {at: 5, kind: cut, code: 99}", "- {at: 5, kind: cut, code: 1005}",
        "- {at: 5, kind: cut, code: 5000}", '- {at: 5, kind: frame, text: "\\ud800"}',
    ],
)  # fmt: skip
def test_a_script_that_cannot_be_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "faults").write_text(text)

    with pytest.raises(FaultsMalformed):
        read_faults(tmp_path / "faults")


def test_a_recording_is_read_with_times_and_without(tmp_path: Path) -> None:
    file = tmp_path / "day.ndjson"
    line = {"recv_ts": 5.5, "frame": {"stream": "btcusdt@aggTrade", "data": an_aggregate(1)}}
    file.write_bytes(b"\n".join([raw(line), b"", raw(line["frame"]), raw(a_fill(2))]))
    first, second, third = read_recording(file)

    assert (first.at, first.stream) == (5.5, "btcusdt@aggTrade")
    assert first.frame == second.frame == raw(line["frame"])
    assert third.stream == "btcusdt@trade"


@pytest.mark.parametrize(
    ("line", "stream"),
    [
        (raw({"recv_ts": 5, "frame": {"result": None, "id": 1}}), ""),
        (raw({"error": {"code": 2, "msg": "Invalid request"}, "id": 1}), ""),
        (raw({"e": "serverShutdown", "E": 5}), ""),
        (raw({"stream": "!serverShutdown", "data": {"e": "serverShutdown", "E": 5}}), ""),
        (raw({"stream": "!ticker@arr", "data": [{"e": "24hrTicker"}]}), "!ticker@arr"),
        (raw({"stream": "btcusdt@depth", "data": {"lastUpdateId": 1}}), "btcusdt@depth"),
        (raw({"stream": "btcusdt@bookTicker", "data": {"u": 1, "E": None}}), "btcusdt@bookTicker"),
        (raw({"u": 1, "s": "BTCUSDT", "b": "1", "a": "2"}), "btcusdt@bookTicker"),
        (raw({"e": "kline", "E": "5", "s": "BTCUSDT", "k": {}}), "btcusdt@kline"),
        (raw({"stream": "BTCUSDT@aggTrade", "data": an_aggregate(1)}), "btcusdt@aggTrade"),
        (b"\xef\xbb\xbf" + raw(an_aggregate(1)) + b"\r", "btcusdt@aggTrade"),
        (raw({"recv_ts": None, "frame": an_aggregate(1)}), "btcusdt@aggTrade"),
        (raw({"recv_ts": "5.5", "frame": an_aggregate(1)}), "btcusdt@aggTrade"),
    ],
)  # fmt: skip
def test_whatever_else_a_connection_was_told_may_be_in_a_recording(
    line: bytes, stream: str
) -> None:
    assert [one.stream for one in happenings([line])] == [stream]


def test_a_frame_that_was_written_down_as_text_is_sent_as_it_stands() -> None:
    frame = raw({"stream": "btcusdt@aggTrade", "data": an_aggregate(1)}).replace(b":", b" : ")
    (one,) = happenings([raw({"recv_ts": 5.5, "frame": frame.decode()})])

    assert (one.frame, one.data) == (frame, an_aggregate(1))


@pytest.mark.parametrize("per_second", [1_000, 1_000_000])
def test_an_event_happened_when_it_says_in_whichever_unit(per_second: int) -> None:
    (one,) = happenings([raw(an_aggregate(1, E=1_617_566_580 * per_second))])

    assert one.at == 1_617_566_580


NO_FRAMES = [b"{", b"[]", b'{"frame":5}', b'{"stream":"x"}', b"{}", b'{"frame":"{half"}', b"\xff"]


@pytest.mark.parametrize("line", NO_FRAMES)
def test_a_line_that_is_no_frame_is_told_as_it_stands_and_named(
    tmp_path: Path, line: bytes
) -> None:
    (tmp_path / "day").write_bytes(b"\n".join([raw(an_aggregate(1, E=5_000)), line]))
    known, one = read_recording(tmp_path / "day")

    assert (one.at, one.stream, one.data, known.wrong) == (known.at, "", {}, "")
    assert one.frame == (b"{half" if b"half" in line else line)
    assert one.wrong.startswith("line 2 is no frame: ")


@pytest.mark.parametrize("line", NO_FRAMES)
def test_a_file_without_a_frame_is_no_recording(tmp_path: Path, line: bytes) -> None:
    (tmp_path / "day").write_bytes(b"\n".join([line] * 2))

    with pytest.raises(RecordingMalformed, match="line 1"):
        read_recording(tmp_path / "day")


def test_a_recording_may_be_packed(tmp_path: Path) -> None:
    packed = gzip.compress(b"\n".join(FRAMES))
    (tmp_path / "day").write_bytes(packed)
    assert [one.frame for one in read_recording(tmp_path / "day")] == FRAMES

    (tmp_path / "day").write_bytes(packed[:-20])
    with pytest.raises(RecordingMalformed, match="cut off or damaged"):
        read_recording(tmp_path / "day")
