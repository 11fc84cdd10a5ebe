"""The page fits, is legible, and says something before scripts run."""

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import Opens
from browser.fitting import fits
from browser.harbour import HANDBOOK, LIBRARY, OPENS
from entrypoints.testing import Portico
from support.pdfs import make_pdf

PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
}
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung" * 2


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_needs_no_sideways_scrolling(opens: Opens, scheme: str, tmp_path: Path) -> None:
    console = opens(color_scheme=scheme, **PHONE).open()
    fits(console.page)
    console.upload(f"{LONG}.pdf", make_pdf([f"{HANDBOOK[0]}\n\n{LONG}"]))
    answer = console.ask(f"{OPENS} {LONG}?" * 2)
    fits(console.page)
    answer = console.ask(OPENS)
    answer.locator(".marker").first.click()
    console.mark.wait_for()
    fits(console.page)
    sheet = console.page.locator("#source").bounding_box()
    assert sheet is not None
    assert (sheet["width"], sheet["height"]) == (360, 740)
    console.page.keyboard.press("Escape")
    console.page.locator(".menu").click()
    console.document(LONG).wait_for()
    fits(console.page)

    shot = tmp_path / f"phone-{scheme}.png"
    console.page.screenshot(path=shot)
    assert shot.stat().st_size > 10_000


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_desktop_shows_three_areas_side_by_side(
    opens: Opens, scheme: str, tmp_path: Path
) -> None:
    console = opens(color_scheme=scheme).open()
    console.upload("Harbour handbook.pdf", make_pdf(HANDBOOK))
    console.ask(OPENS).locator(".marker").first.click()
    console.mark.wait_for()

    boxes = [console.page.locator(area).bounding_box() for area in ("#library", "#talk", "#source")]
    edges = [(box["x"], box["x"] + box["width"]) for box in boxes if box]
    assert edges == sorted(edges)
    assert [edge for edges_of in edges for edge in edges_of][1:-1:2] == [edges[1][0], edges[2][0]]
    assert edges[-1][1] == 1280
    fits(console.page)

    shot = tmp_path / f"desktop-{scheme}.png"
    console.page.screenshot(path=shot)
    assert shot.stat().st_size > 10_000


@pytest.mark.slow
@pytest.mark.browser
def test_a_finger_hits_what_it_means_on_a_phone(opens: Opens) -> None:
    console = opens(**PHONE).open()
    console.upload("Harbour handbook.pdf", make_pdf(HANDBOOK))
    console.upload("scan.pdf", b"%PDF-1.7 and no more", until="failed")
    console.ask(OPENS)
    console.page.locator(".menu").click()

    buttons = console.page.locator(":is(.tools, .verdicts, .acts) .quiet:visible").all()
    sizes = [box for button in buttons if (box := button.bounding_box())]
    assert len(sizes) == 3 + 2 + 3 + 3 + 1
    assert min(min(box["width"], box["height"]) for box in sizes) >= 40


@pytest.mark.browser
def test_without_scripts_what_is_held_can_be_read(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    portico.add("Library", LIBRARY)
    held = portico.converse()
    portico.ask("When does the library open?", held)
    console = opens(portico, java_script_enabled=False)

    console.page.goto(f"{console.url}/?conversation={held}")

    assert console.document("Library").is_visible()
    assert console.page.get_by_role("link", name="When does the library open?").is_visible()
    assert "opens at nine" in console.answers.locator(".said").inner_text()
    assert console.answers.locator(".source .place").inner_text() == "page 1"
    assert console.page.locator("noscript").inner_text()


@pytest.mark.browser
def test_what_documents_say_is_never_markup(opens: Opens) -> None:
    evil = "<img src=x onerror=alert(1)> The harbour <b>opens</b> at six in the morning."
    console = opens().open()
    console.upload("<i>Evil.txt", evil.encode())

    console.ask("When does the <b>harbour</b> open?").locator(".marker").first.click()
    console.mark.wait_for()

    places = "#messages :is(b, i, img), #source :is(b, i, img), .rows :is(b, i, img)"
    assert console.page.locator(places).count() == 0
    assert console.page.locator("#source-text").inner_text() == evil


TOKENS = Path(__file__).parents[2] / "src/entrypoints/console/static/tokens.css"
GROUNDS = ("ground", "surface", "raised", "accent-soft")
PAIRS = [
    *product(("text", "muted", "accent", "accent-strong", "danger"), GROUNDS),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-mark", "mark"),
    *product(("text", "muted", "on-note"), ["note"]),
    *product(("text", "danger"), ["danger-soft"]),
    ("muted", "line"),
]


def luminance(colour: str) -> float:
    """WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_pair_of_text_and_ground_can_be_read(scheme: int) -> None:
    blocks = TOKENS.read_text().split("prefers-color-scheme: dark")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[scheme]))

    contrast = {}
    for words, ground in PAIRS:
        low, high = sorted((luminance(colours[words]), luminance(colours[ground])))
        contrast[words, ground] = (high + 0.05) / (low + 0.05)

    assert {pair: value for pair, value in contrast.items() if value < 4.5} == {}
