"""A form waits for the script that takes it, or what somebody typed would be lost."""

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[2] / "src" / "entrypoints" / "console" / "templates"
SUBMITS = re.compile(r'<button[^>]*type="submit"[^>]*>')


def test_no_button_sends_a_form_before_a_script_enables_it() -> None:
    found = [one for page in TEMPLATES.glob("*.html") for one in SUBMITS.findall(page.read_text())]

    assert found
    assert [one for one in found if " disabled" not in one] == []
