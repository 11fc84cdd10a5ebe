"""A browser that has the console's files asks for them once, and never for old ones."""

import re
from pathlib import Path

import pytest

from entrypoints.console.files import STATIC, digest
from entrypoints.testing import Portico

KEPT = "public, max-age=31536000, immutable"
PAGES = [
    *("/", "/index", "/sign-in", "/sign-up", "/reset", "/organisation", "/events", "/guest"),
    *("/campaigns", "/campaigns/ranking", "/campaigns/briefs"),
    "/markets",
    *("/insights", "/insights/customers", "/insights/products"),
]


def named(portico: Portico, page: str) -> list[str]:
    """Return the addresses of all files that a page names."""
    text = portico.client.get(page).get_data(as_text=True)
    return re.findall(r'"(/console/[^"]+)"', text)


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_names_is_there_and_kept(portico: Portico, page: str) -> None:
    files = named(portico, page)
    assert files
    for file in files:
        with portico.client.get(file) as response:
            assert response.status_code == 200, file
            assert response.headers["Cache-Control"] == KEPT


def test_modules_find_each_other_under_the_same_version() -> None:
    texts = [file.read_text() for file in STATIC.rglob("*.js")]
    imported = [one for text in texts for one in re.findall(r'from "([^"]+)"', text)]
    assert imported
    assert all(one.startswith(("./", "../")) for one in imported)


def test_a_page_of_another_version_gets_files_but_does_not_keep_them(portico: Portico) -> None:
    with portico.client.get("/console/another/app.js") as response:
        assert response.status_code == 200
        assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["nothing.js", "../pages.py", "..%2Fpages.py", ""])
def test_there_are_no_other_files(portico: Portico, path: str) -> None:
    assert portico.client.get(f"/console/another/{path}").status_code == 404


def test_another_byte_or_another_name_is_another_version(tmp_path: Path) -> None:
    versions = set[str]()
    for name, content in [("a.js", b"1"), ("a.js", b"2"), ("b.js", b"2"), ("b/a.js", b"2")]:
        folder = tmp_path / str(len(versions))
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(content)
        versions.add(digest(folder))
        assert digest(folder) in versions
    assert len(versions) == 4
