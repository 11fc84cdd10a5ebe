"""An exchange that bans is left alone for as long as it says, whatever clocks say."""

from pathlib import Path

import pytest

from adapters.ticks.binance.ban import NOTE_SECONDS, Ban
from adapters.ticks.binance.budget import Budget
from application.errors import TooMany

HOUR = 3_600.0


class Machine:
    """Seconds since it was started, the time of day, and which boot it is."""

    def __init__(self) -> None:
        self.seconds, self.day, self.boot = 1_000.0, 1_790_000_000.0, "first"

    def wait(self, seconds: float) -> None:
        self.seconds += seconds
        self.day += seconds

    def start_again(self) -> None:
        self.boot, self.seconds = "second", 5.0

    def ban(self, path: Path | None) -> Ban:
        return Ban(path, lambda: self.seconds, lambda: self.boot)

    def budget(self, path: Path | None) -> Budget:
        return Budget(100, lambda: self.day, self.ban(path))


def waiting(budget: Budget) -> int:
    """Return for how many seconds nothing may be asked."""
    try:
        budget.take(1)
    except TooMany as refused:
        return int(refused.retry_after)
    return 0


@pytest.mark.parametrize("step", [0, HOUR, -HOUR, 365 * 24 * HOUR])
@pytest.mark.parametrize("is_new", [False, True], ids=["the same process", "another process"])
def test_a_clock_that_is_set_neither_breaks_a_ban_nor_makes_it_longer(
    tmp_path: Path, step: float, is_new: bool
) -> None:
    machine, path = Machine(), tmp_path / "ticks" / "ban"
    budget = machine.budget(path)
    budget.leave(1_200, 418)
    machine.wait(500)
    machine.day += step
    budget = machine.budget(path) if is_new else budget

    assert waiting(budget) == 700
    machine.wait(699)
    assert waiting(budget) == 1
    machine.wait(1)
    assert waiting(budget) == 0


@pytest.mark.parametrize("step", [0, HOUR, -HOUR])
def test_after_another_boot_as_much_is_left_as_was_noted(tmp_path: Path, step: float) -> None:
    machine, path = Machine(), tmp_path / "ban"
    budget = machine.budget(path)
    budget.leave(1_200, 418)
    for _ in range(50):
        machine.wait(10)
        waiting(budget)
    machine.start_again()
    machine.day += step

    left = waiting(machine.budget(path))
    assert 700 <= left < 700 + NOTE_SECONDS
    machine.wait(left)
    assert waiting(machine.budget(path)) in range(left + 1)
    assert waiting(machine.budget(None)) == 0


def test_a_machine_that_starts_again_and_again_is_not_banned_for_ever(tmp_path: Path) -> None:
    machine, path = Machine(), tmp_path / "ban"
    machine.ban(path).leave(600)
    starts = 0
    while (ban := machine.ban(path)).left():
        starts += 1
        assert starts < 20
        machine.wait(NOTE_SECONDS)
        ban.left()
        machine.start_again()
        machine.boot = f"boot {starts}"


def test_a_shorter_ban_ends_no_longer_one() -> None:
    machine = Machine()
    budget = machine.budget(None)
    budget.leave(600, 418)
    budget.leave(1, 418)
    machine.wait(10)
    assert waiting(budget) == 590


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b'{"boot":1}', b"\xff" * 99])
def test_a_file_that_says_nothing_bans_nobody(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "ban").write_bytes(content)
    assert Machine().ban(tmp_path / "ban").left() == 0


def test_where_nothing_can_be_written_a_ban_holds_in_this_process(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    budget = Machine().budget(tmp_path / "file" / "ban")
    budget.leave(60, 418)
    assert waiting(budget) == 60


def test_a_system_that_does_not_say_which_boot_it_is_is_always_another(tmp_path: Path) -> None:
    machine = Machine()
    machine.boot = ""
    machine.ban(tmp_path / "ban").leave(600)
    machine.seconds = 0.0
    assert machine.ban(tmp_path / "ban").left() == 600


def test_this_machine_has_a_count_of_seconds() -> None:
    ban = Ban()
    ban.leave(60)
    assert 0 < ban.left() <= 60
