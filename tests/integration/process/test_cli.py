"""The command line: what it says when all is well, and when it is not."""

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from entrypoints.cli import main
from support.fresh_python import assert_runs
from support.pdfs import make_pdf
from support.served import LOCAL

EMBEDDED = {"PORTICO_EMBEDDER_URL": "memory:"}


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    return {**EMBEDDED, "PORTICO_HOME": str(tmp_path / "home")}


def run(*arguments: str, settings: Mapping[str, str]) -> Result:
    return CliRunner().invoke(main, arguments, env=settings)


def test_help_teaches_every_command(home: dict[str, str]) -> None:
    shown = run("--help", settings=home).output

    for word in ("serve", "worker", "migrate", "documents", "ask", "Begin with"):
        assert word in shown
    for command in ("serve", "worker", "migrate", "documents", "ask"):
        assert len(run(command, "--help", settings=home).output) > 200


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from entrypoints.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "assert not {'flask', 'sqlalchemy', 'numpy', 'haystack'} & set(sys.modules)\n"
    )
    assert_runs(script)


def test_files_are_added_listed_and_asked(home: dict[str, str], tmp_path: Path) -> None:
    pdf, note = tmp_path / "harbour.pdf", tmp_path / "note.md"
    pdf.write_bytes(make_pdf(["The harbour opens at six in the morning.", "Ada runs it."]))
    note.write_text("# Tides\n\nHigh tide is at noon on most summer days.")

    added = run("documents", "add", str(pdf), str(note), settings=home)
    listed = run("documents", "list", settings=home)
    asked = run("ask", "When does the harbour open?", settings=home)

    assert added.exit_code == 0, added.output
    assert [("ready" in line) for line in listed.output.splitlines()] == [True, True]
    assert "The harbour opens at six in the morning. [1]" in asked.output
    assert "[1] harbour, page 1" in asked.output


def test_a_file_that_is_held_is_not_taken_in_again(home: dict[str, str], tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Words of some length.")
    for _ in range(2):
        assert run("documents", "add", str(note), settings=home).exit_code == 0

    assert len(run("documents", "list", settings=home).output.splitlines()) == 1


def test_a_file_that_cannot_be_read_says_why(home: dict[str, str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")

    added = run("documents", "add", str(broken), settings=home)

    assert added.exit_code == 1
    assert "the file is damaged" in added.output


def test_a_question_without_evidence_is_not_answered(home: dict[str, str]) -> None:
    asked = run("ask", "What will the weather be tomorrow?", settings=home)

    assert asked.exit_code == 0
    assert "do not say enough" in asked.output


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("PORTICO_SEARCH_URL", "mongo://x", "write a URL that starts with one of file:, memory:"),
        ("PORTICO_DATABASE_URL", "mysql://x", "sqlite:, postgresql+psycopg:, memory:"),
        ("PORTICO_EVENTS_URL", "rabbit:", "database:, kafka:, memory:"),
        ("PORTICO_EVENTS_URL", "kafka:", "names no host"),
        ("PORTICO_EMBEDDER_URL", "word2vec:", "minilm:, ollama:, memory:"),
        ("PORTICO_MODEL_URL", "gpt", "extractive:, ollama:, openai+https:, openai+http:"),
        ("PORTICO_MODEL_URL", "ollama://127.0.0.1", "write ollama://host:port/llama3.2"),
        ("PORTICO_MODEL_URL", "openai+http://127.0.0.1/v1", "?model=name"),
        ("PORTICO_MODEL_URL", "ollama:", "names no host"),
        ("PORTICO_UPLOAD_BYTES", "many", "is no number"),
        ("PORTICO_UPLOAD_BYTES", "-1", "write a number above 0"),
        ("PORTICO_TRUSTED_PROXIES", "-1", "write 0 or more"),
        ("PORTICO_LOG_LEVEL", "loud", "write debug or info or warning or error"),
        ("PORTICO_SQLITE_SYNCHRONOUS", "off", "write normal or full"),
    ],
)
def test_a_setting_that_cannot_be_stops_the_start_with_what_to_write(
    home: dict[str, str], variable: str, value: str, says: str
) -> None:
    failed = run("migrate", settings={**home, variable: value})

    assert failed.exit_code == 1
    assert variable in failed.output
    assert says in " ".join(failed.output.split())


def test_a_url_that_is_no_url_stops_the_start(home: dict[str, str]) -> None:
    failed = run("migrate", settings={**home, "PORTICO_DATABASE_URL": "postgresql+psycopg:x"})

    assert failed.exit_code == 1
    assert "write sqlite:///path/to/file.db or postgresql+psycopg://" in " ".join(
        failed.output.split()
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "example.org"])
def test_it_refuses_to_let_others_in_while_nobody_signs_in(home: dict[str, str], host: str) -> None:
    refused = run("serve", "--host", host, settings={**home, **LOCAL})

    assert refused.exit_code == 2
    assert "nobody has to sign in" in " ".join(refused.output.split())


def test_a_database_that_is_away_is_named(home: dict[str, str]) -> None:
    away = {**home, "PORTICO_DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:9/none"}
    failed = run("migrate", settings=away)

    assert failed.exit_code == 1
    assert "the database is not available" in failed.output


def test_a_missing_extra_is_named(home: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    wanting = {**home, "PORTICO_DATABASE_URL": "postgresql+psycopg://me@127.0.0.1/db"}

    failed = run("migrate", settings=wanting)

    assert "pip install 'portico[postgres]'" in failed.output
