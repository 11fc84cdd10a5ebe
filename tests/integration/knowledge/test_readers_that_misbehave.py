"""Whatever the process does that reads a file, the one that waits for it gets an answer in time."""

import os
import signal
import sys
from pathlib import Path
from time import monotonic

import pytest

from adapters.knowledge.extraction.confined import ConfinedTextExtractor
from adapters.knowledge.extraction.limits import Limits
from application.errors import Unavailable
from domain.knowledge.errors import (
    NeededTooMuchMemory,
    TookTooLong,
    TooLargeWhenRead,
    Unreadable,
)
from support.served import children, is_alive, wait_until
from support.started import started

READER = "support.misbehaving_reader"
LIMITS = Limits(seconds=20, cpu_seconds=20, characters=10_000, pages=3)
HURRIED = Limits(seconds=1)
GENEROUS = 15.0
SPINNING = f"""
from adapters.knowledge.extraction.confined import ConfinedTextExtractor, Limits
limits = Limits(seconds=60, cpu_seconds=60)
ConfinedTextExtractor(limits, {READER!r}).extract(b"spin", "text/plain")
"""


def told(word: str, limits: Limits = LIMITS) -> str:
    """Return the text of the one page that is answered; no process is left behind.

    A test before this one may have left a browser that others go on using.
    """
    before = children(os.getpid())
    try:
        (page,) = ConfinedTextExtractor(limits, READER).extract(word.encode(), "text/plain")
        return page.text
    finally:
        assert children(os.getpid()) == before


@pytest.mark.parametrize("word", ["stop", "hush"])
def test_one_that_hangs_took_too_long(word: str) -> None:
    began = monotonic()
    with pytest.raises(TookTooLong, match="within 1 seconds"):
        told(word, HURRIED)

    assert 1 <= monotonic() - began < GENEROUS


def test_one_that_computes_for_ever_took_too_long() -> None:
    with pytest.raises(TookTooLong, match="within 1 seconds"):
        told("spin", Limits(cpu_seconds=1))


def test_one_that_hangs_before_it_reads_took_too_long() -> None:
    before, more_than_a_pipe_holds = children(os.getpid()), b"x" * 10_000_000
    with pytest.raises(TookTooLong):
        ConfinedTextExtractor(HURRIED, "support.deaf_reader").extract(
            more_than_a_pipe_holds, "text/plain"
        )
    assert children(os.getpid()) == before


def test_one_that_hoards_needed_too_much_memory() -> None:
    with pytest.raises(NeededTooMuchMemory):
        told("hoard", Limits(memory_bytes=200_000_000))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGABRT])
def test_one_that_the_system_ended_needed_too_much_memory(number: int) -> None:
    with pytest.raises(NeededTooMuchMemory):
        told(f"signal {int(number)}")


def test_one_that_others_killed_is_tried_once_more(tmp_path: Path) -> None:
    assert told(f"killed_once {tmp_path / 'mark'}") == "survived"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_one_that_is_told_to_stop_leaves_that_to_the_worker(number: int) -> None:
    assert told(f"signal {int(number)}") == "survived"


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGBUS, signal.SIGTRAP])
def test_one_that_crashes_makes_the_file_unreadable(number: int) -> None:
    with pytest.raises(Unreadable, match="brought down") as refused:
        told(f"signal {int(number)}")
    assert refused.value.code == "unreadable"


def test_one_that_never_stops_talking_is_cut_off() -> None:
    with pytest.raises(TooLargeWhenRead):
        told("flood")


@pytest.mark.parametrize(
    "words",
    [
        "",
        "nonsense",
        "[]",
        '{"pages": [["1", "a"]]}',
        '{"pages": [[1]]}',
        '{"pages": [[1, "\\ud800"]]}',
        '{"pages": [[0, "a"]]}',
        '{"pages": [[2, "a"], [1, "b"]]}',
        '{"pages": [[1, "a"], [1, "b"]]}',
    ],
)
def test_one_that_answers_nonsense_makes_the_file_unreadable(words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        told(f"babble {words}")
    assert refused.value.code == "unreadable"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ('{"pages": [[4, "a"]]}', "too_many_pages"),
        ('{"pages": [[1, "%s"]]}' % ("a" * 10_001), "too_large_when_read"),
        ('{"refused": "encrypted"}', "encrypted"),
        ('{"refused": "of its own", "detail": "x"}', "unreadable"),
    ],
)
def test_what_it_answers_is_counted_again(words: str, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        told(f"babble {words}")
    assert refused.value.code == code


def test_nothing_that_no_database_takes_comes_from_it() -> None:
    assert told('babble {"pages": [[1, "a\\u0000b"]]}') == "ab"


def test_one_with_a_bug_says_which_and_none_of_the_file() -> None:
    with pytest.raises(Unreadable, match="failed with ZeroDivisionError") as refused:
        told("blunder")
    assert "words" not in str(refused.value)


def test_what_it_started_ends_with_it(tmp_path: Path) -> None:
    with pytest.raises(TookTooLong):
        told(f"breed {tmp_path}", HURRIED)
    (sleeper,) = tmp_path.iterdir()

    wait_until(lambda: not is_alive(int(sleeper.name)))


def test_one_whose_worker_is_killed_ends_at_once() -> None:
    with started("-c", SPINNING, settings={}) as worker:
        wait_until(lambda: bool(children(worker.pid)))
        (reader,) = children(worker.pid)
        worker.kill()
        worker.wait()

        wait_until(lambda: not is_alive(reader), GENEROUS)


def test_no_process_to_be_had_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(Unavailable, match="process that reads files"):
        told("environment")


def test_it_can_write_no_file(tmp_path: Path) -> None:
    assert told(f"write {tmp_path / 'file'}") == "OSError"


def test_it_gets_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTICO_MODEL_KEY", "secret")
    monkeypatch.setenv("HOME", "/secret")

    assert set(told("environment").split()) <= {"PATH", "LANG", "LC_ALL", "LC_CTYPE", "PYTHONPATH"}
