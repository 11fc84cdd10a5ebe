"""Street addresses that a phrase announces."""

import re
from collections.abc import Iterator

from domain.privacy.announcements import near, words
from domain.privacy.finding import Span
from domain.privacy.streets import street_after

PLACED = re.compile(
    r"(?<![\w-])(?:(?:địa chỉ|dia chi|address|adresse|anschrift|dirección|direccion|indirizzo|endereço|adres|đ/c|d/c|đc|dc|addr)"
    r"(?:[ ](?:của|nhận|giao|hàng|nhà|em|mình|tôi|anh|chị|mới|line|mail)){0,4}\s*(?:[:=]|(?:is|là|ở|est|ist)\b|(?=(?:số |#)?\d))"
    r"|(?:ship(?:ped|ping)?|deliver(?:ed)?|send|sent|mail)(?: (?:it|them|this|everything|my order|the package|the parcel))? to|"
    r"giao (?:hàng )?(?:tới|đến|về|qua|cho em (?:ở|tại))|ship (?:hàng )?(?:về|tới|đến|qua)|(?:i|we) live (?:at|in|on)|"
    r"nhà (?:mình|em|tôi|anh|chị) (?:ở|tại)|(?:i am|we are|i'm|we're) located at|(?:reside|residing|living) at|move[ds]? to|ich wohne in|j['’]habite(?: au)?|vivo en)"
    r"\s*:?\s*",
    re.IGNORECASE,
)
CUES = words(
    "addr adresse anschrift dirección direccion indirizzo endereço adres đ/c d/c dc đc chỉ chi giao nhà ship shipped shipping deliver "
    "delivered send sent mail live located reside residing living move moved wohne habite j'habite vivo"
)
PLACES = (
    "addr", "địa chỉ", "dia chi", "adres", "anschrift", "direcci", "indirizzo", "endereço", "đ/c", "d/c", "dc", "đc", "ship to", "ship it",
    "ship th", "ship my", "ship về", "ship tới", "ship đến", "ship qua", "ship hàng", "shipped", "shipping", "deliver", "send ", "sent ",
    "mail ", "giao tới", "giao đến", "giao về", "giao qua", "giao hàng", "giao cho", " live ", "nhà mình", "nhà em", "nhà tôi", "nhà anh",
    "nhà chị", "located", "resid", "living", "moved", "move to", "wohne", "habite", "vivo en",
)  # fmt: skip
AFTER = 44


def places(text: str, low: str) -> Iterator[Span]:
    for match in near(PLACED, PLACES, text, low, AFTER):
        if end := street_after(text, match.end()):
            yield Span("address", match.end(), end)
