"""The console puts what people, models and documents wrote on the page as text, never as markup."""

import re
from pathlib import Path

CONSOLE = Path(__file__).parents[2] / "src" / "entrypoints" / "console"
VENDOR = CONSOLE / "static" / "vendor"
"""Others' scripts: a chart's, which gets times and numbers, and no text that somebody wrote."""
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser"
    r"|setHTML|srcdoc|\beval\(|new Function|javascript:"
)
UNESCAPED = re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\(")


def matches(pattern: re.Pattern[str], *suffixes: str) -> list[str]:
    found = (file for suffix in suffixes for file in CONSOLE.rglob(f"*{suffix}"))
    files = [file for file in found if VENDOR not in file.parents]
    assert files
    return [f"{one.name}: {found}" for one in files for found in pattern.findall(one.read_text())]


def test_no_script_makes_markup_of_data() -> None:
    assert matches(MARKUP, ".js", ".html") == []


def test_no_template_leaves_data_unescaped() -> None:
    assert matches(UNESCAPED, ".html", ".py") == []
