"""Network cards that a phrase announces."""

import re
from collections.abc import Iterator

from domain.privacy.finding import Span

MAC = r"[0-9A-Fa-f]{2}(?P<sign>[:-])[0-9A-Fa-f]{2}(?:(?P=sign)[0-9A-Fa-f]{2}){4}|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}"
CARD_OF = re.compile(
    r"(?<!\w)(?:mac(?:[ _-]?addr(?:ess)?)?|bssid|hwaddr|ether|địa chỉ mac|hardware address|wi-?fi address)(?: is| là)?[\"']?\s*[:=]?\s*[\"']?("
    + MAC + r")(?![\w:])",
    re.IGNORECASE,
)  # fmt: skip


def machines(text: str) -> Iterator[Span]:
    for match in CARD_OF.finditer(text):
        yield Span("mac", *match.span(1))
