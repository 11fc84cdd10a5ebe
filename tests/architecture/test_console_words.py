"""The console has a sentence for whatever the domain may call a thing."""

import re
from pathlib import Path

from domain.campaigns.rules import Reason

STATIC = Path(__file__).parents[2] / "src" / "entrypoints" / "console" / "static"
ENTRY = re.compile(r'^  ([a-z_]+): "', re.MULTILINE)


def told(script: str) -> list[str]:
    return ENTRY.findall((STATIC / script).read_text())


def test_each_reason_for_quarantine_is_explained() -> None:
    assert told("campaigns/reasons.js") == [one.value for one in Reason]
