"""`portico insights` on a database of its own."""

import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from application.insights.words.generate import GenerateContent
from domain.insights.progress import Step
from domain.insights.words.letter import Wish
from domain.principal import Principal
from entrypoints.cli import main
from entrypoints.cli.import_bar import Bar
from entrypoints.composition import compose
from entrypoints.settings import Settings
from support.tables import CUSTOMERS, INTERACTIONS, interactions

Run = Callable[..., Result]


@pytest.fixture
def run(command_home: Path) -> Run:
    (command_home / "customers.csv").write_text(CUSTOMERS)
    (command_home / "calls.csv").write_text(INTERACTIONS)
    return lambda *words: CliRunner().invoke(main, ["insights", *words])


@pytest.mark.slow
def test_what_is_open_is_shown_and_decided_later(run: Run) -> None:
    done = run("import", "customers.csv")
    assert "applied\nread 4, loaded 4, refused 0" in done.output, done.output

    planned = run("import", "calls.csv", "--dry-run").output
    assert "planned (nothing has changed)\nread 6, loaded 6, refused 0" in planned
    assert "settled date_order = day_first (confidence 0.9999)" in planned
    assert "open    id:12in = ? 12, refuse" in planned
    import_id = planned.split()[0]
    assert "open    id:12in = ? 12, refuse" in run("decisions", import_id).output
    assert (
        "applied\nread 6, loaded 6" in run("decisions", import_id, "--decide", "id:12in=12").output
    )

    told = run("summary", "1", "--from", "2019-11-01")
    assert told.exit_code == 0, told.output
    assert "interactions         1\nchannel              Chatbot\n" in told.output
    assert "last                 2020-02-17 18:24 UTC, Chatbot, Knots\n" in told.output
    assert "There is 1 interaction on record in that period. [1]\n" in told.output
    assert "topics" not in run("summary", "3").output
    nobody = run("summary", "777")
    assert (nobody.exit_code, "there is no such customer" in nobody.output) == (1, True)

    wrong = run("import", "calls.csv", "--decide", "id:12in")
    assert (wrong.exit_code, "KEY=CHOICE" in wrong.output) == (2, True)
    lost = run("decisions", "00000000-0000-0000-0000-000000000001")
    assert (lost.exit_code, "no such import" in lost.output) == (1, True)


@pytest.mark.slow
def test_columns_are_named_and_an_import_is_undone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("Who,What=?\n7,Diver\n")
    named = ("--kind", "customers", "--column", "id=Who", "--column", "occupation=What=?")
    import_id = run("import", "own.csv", *named).output.split()[0]
    assert run("summary", "7").exit_code == 0
    assert f"{import_id} reversed\n" in run("reverse", import_id).output
    assert run("summary", "7").exit_code == 1
    missing = run("import", "own.csv", *named, "--column", "type=Kind")
    assert (missing.exit_code, "no table has type" in missing.output) == (1, True)
    assert run("import", "own.csv", "--column", "id").exit_code == 2


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_shown_how_far_an_import_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = Terminal()
    monkeypatch.setattr("sys.stderr", shown)
    bar = Bar()
    bar.begin(Step.READING)
    bar.went(500)
    for step in (Step.PLANNING, Step.APPLYING):
        bar.begin(step, 1_000)
        bar.went(500)
        bar.went(500)
    bar.end()
    assert "Reading" not in shown.getvalue()
    for word in ("Planning", "Taking in", "500/1000", "1000/1000"):
        assert word in shown.getvalue()


@pytest.mark.slow
def test_drafts_are_listed_and_replayed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_bytes(interactions("01/05/2020 09:00,Email,1,Knots,Neutral"))
    run("import", "customers.csv")
    run("import", "calls.csv", "--decide", "id:12in=12")
    container = compose(Settings.from_env(os.environ))
    written = container.get(GenerateContent)(container.get(Principal), 1, Wish())
    listed = run("drafts").output
    assert listed.startswith(f"{written.draft_id}  customer 1  extractive: ")
    assert run("replay", str(written.draft_id)).output == (
        "prompt  the same\nreply   the same\ntext    the same\n"
    )
    run("import", "more.csv", "--date-order", "day_first")
    assert "prompt  unknown, the record changed" in run("replay", str(written.draft_id)).output
    lost = run("replay", "00000000-0000-0000-0000-000000000001")
    assert (lost.exit_code, "no such draft" in lost.output) == (1, True)
