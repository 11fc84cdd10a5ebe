"""Where a street address ends that a phrase has announced."""

import re

SEGMENT = re.compile(r"[^\n;|<>{}=_\"“”»«]{5,140}")
SENTENCE = re.compile(
    r"(?<=[^\W\d_]{3})[.!?](?= |\Z)| (?:thanks|please|by|before|asap|nhé|nha|ạ|giúp|trước|chiều|sáng|hôm|mai)\b|\.\s*\Z",
    re.IGNORECASE,
)
HOUSE = r"(?:#|số |no\.? |nº ?)?\d{1,5}[A-Za-z]?(?:[/-]\d{1,4}[A-Za-z]?){0,3}(?![\w:%€$đ]|[.,]\d)"
HOUSED = re.compile(
    rf"(?<![\w.,:]){HOUSE},? (?!(?:am|pm|giờ|h|đ|k|vnd|usd|items?|days?|times?|people|pcs|cái|người|ngày|tháng|phút)\b)[^\W\d_]{{2,}}|[^\W\d_]{{3,}}\.?,? {HOUSE}",
    re.IGNORECASE,
)
KEYWORD = re.compile(
    r"(?<!\w)(?:street|st|road|rd|avenue|ave|boulevard|blvd|lane|ln|drive|dr|parkway|pkwy|terrace|square|sq|court|ct|place|pl|way|highway|hwy|apt|"
    r"apartment|suite|unit|flat|floor|rue|avenida|calle|via|viale|piazza|rua|straat|laan|plein|ulica|ul|đường|phố|ngõ|hẻm|ngách|kiệt|quận|q|phường|p|"
    r"huyện|xã|thôn|ấp|tỉnh|tp|thành phố|tòa|chung cư|duong|pho|ngo|hem|quan|phuong|huyen)(?!\w)|(?:straße|strasse|str\.|weg|gasse|platz|allee|gatan|vej)(?!\w)",
    re.IGNORECASE,
)
FEWEST, NEAR = 8, 60


def street_after(text: str, at: int) -> int | None:
    """Return where the address ends; None unless there is a house and what a place is written with."""
    segment = SEGMENT.match(text, at)
    if segment is None:
        return None
    written = segment.group()
    if not any(digit in written for digit in "0123456789"):
        return None
    stop = SENTENCE.search(written)
    written = (written[: stop.start()] if stop else written).rstrip(" .,)]*")
    if len(written) < FEWEST or not HOUSED.search(written[:NEAR]):
        return None
    return at + len(written) if "," in written or KEYWORD.search(written) else None
