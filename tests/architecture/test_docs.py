"""What the pages claim: every setting is told, every link leads somewhere, examples run."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from entrypoints.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)


def test_every_setting_is_documented_with_its_default() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()
    for one in fields(Settings):
        variable = one.metadata["variable"]
        default = f"`{one.default}`" if one.default != "" else ""
        assert f"| `{variable}` | {default}".rstrip() in page, variable


def test_no_setting_is_documented_that_does_not_exist() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()
    known = {one.metadata["variable"] for one in fields(Settings)}

    assert set(re.findall(r"^\| `(PORTICO_\w+)`", page, re.MULTILINE)) == known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_within_the_project_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text()):
        assert (page.parent / target).exists(), target


def test_the_examples_of_the_harness_page_run() -> None:
    examples = PYTHON.findall((ROOT / "docs" / "testing.md").read_text())
    assert len(examples) >= 2
    for example in examples:
        names: dict[str, object] = {}
        exec(compile(example, "docs/testing.md", "exec"), names)
        tests = [test for name, test in names.items() if name.startswith("test_")]
        assert tests
        for test in tests:
            assert callable(test)
            test()
