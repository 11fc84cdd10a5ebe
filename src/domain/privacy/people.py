"""Names, street addresses, birthdays and network cards that a phrase announces.

None of them has a form that could be checked, so nothing is taken without its announcement.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from domain.privacy.finding import Span
from domain.privacy.names import name_after
from domain.privacy.streets import street_after


def words(said: str) -> frozenset[str]:
    """Return the words as they stand in a text: alone, and with what may follow them."""
    return frozenset(
        f"{word}{sign}" for word in said.split() for sign in ("", ":", ".", ",", "=", ".:")
    )


SAID = re.compile(
    r"(?<!\w)(?:my (?:full )?name(?: is|'s|’s)|i am called|i'm called|tôi tên(?: là)?|tên (?:của )?(?:tôi|em|mình|anh|chị|cháu) là|"
    r"(?:em|mình|anh|chị|cháu|bạn|t) tên(?: là)?|toi ten la|(?:em|minh) ten la|ich heiße|ich heisse|mein name ist|je m['’]appelle|"
    r"mon nom est|me llamo|mi nombre es|mi chiamo|me chamo|meu nome é|jag heter|jeg hedder|jeg heter|nazywam się|ik heet|"
    r"меня зовут|benim adım|ship to the attention of|attention of|attn)\s*:?\s+",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"(?<![^\W_])(?:(?:full|first|last|middle|given|family|maiden|customer|client|recipient|sender|receiver|cardholder|holder|contact|"
    r"patient|passenger|guest|buyer|employee|user|account|billing|shipping|student)['’]?s?[ _-]?name|surname|forename|recipient|cardholder|"
    r"passenger|patient|contact person|signed by|họ (?:và )?tên|họ và tên|ho (?:va )?ten|tên (?:khách(?: hàng)?|người nhận|người gửi|đầy đủ|chủ thẻ)|"
    r"người nhận(?: hàng)?|người gửi|nguoi nhan|khách hàng|chủ tài khoản|chủ thẻ|nombre|nom|cognome|nachname|vorname)"
    r"[\"']?\s*(?:[:=]|is |là )\s*[\"'“]?",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?:^|(?<=[\n,;|.>(«»*“\"] )|(?<=[\n,;|.>([«»*“\"\t])|(?<=^. ))(?:name|tên|ten|naam|imię|namn|navn)\s*[:=]\s*(?=\S+ \S)",
    re.IGNORECASE,
)
TITLED = re.compile(
    r"(?<!\w)(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Herr|Frau|Señora?|Sra?|Mme|M)\.|Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Monsieur|Madame|Signora?|Señora?|Dear|I am|I'm|I’m)"
    r"[ \xa0]+(?=[^\W\d_])"
)
SPEAKING = re.compile(
    r"(?<!\w)(?:this is|here is)[ ](?=[^\n]{3,60} (?:speaking|here|calling)\b)", re.IGNORECASE
)
PLACED = re.compile(
    r"(?<![\w-])(?:(?:địa chỉ|dia chi|address|adresse|anschrift|dirección|direccion|indirizzo|endereço|adres|đ/c|d/c|đc|dc|addr)"
    r"(?:[ ](?:của|nhận|giao|hàng|nhà|em|mình|tôi|anh|chị|mới|line|mail)){0,4}\s*(?:[:=]|(?:is|là|ở|est|ist)\b|(?=(?:số |#)?\d))"
    r"|(?:ship(?:ped|ping)?|deliver(?:ed)?|send|sent|mail)(?: (?:it|them|this|everything|my order|the package|the parcel))? to|"
    r"giao (?:hàng )?(?:tới|đến|về|qua|cho em (?:ở|tại))|ship (?:hàng )?(?:về|tới|đến|qua)|(?:i|we) live (?:at|in|on)|"
    r"nhà (?:mình|em|tôi|anh|chị) (?:ở|tại)|(?:i am|we are|i'm|we're) located at|(?:reside|residing|living) at|move[ds]? to|ich wohne in|j['’]habite(?: au)?|vivo en)"
    r"\s*:?\s*",
    re.IGNORECASE,
)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|okt|mai|dez)[a-zé]{0,6}\.?|janvier|février|mars|avril|juin|juillet|août|märz|januar|februar|tháng \d{1,2},?"
DATE = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:19|20)\d{6}|(?:"
    + MONTH
    + r") \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?(?: of)? (?:" + MONTH + r"),? \d{4}|\d{4}年\d{1,2}月\d{1,2}日)"
)
BORN = re.compile(
    r"(?<!\w)(?:dob|d\.o\.b\.?|date of birth|birth ?date|birthday|born(?: on)?|sinh ngày|ngày sinh|ngay sinh|sinh nhật|sn|geboren(?: am)?|"
    r"geburtsdatum|née? le|nacid[oa] el|fecha de nacimiento|nat[oa] il|data di nascita|data de nascimento|geboortedatum|生年月日)"
    r"(?:[ ](?:của|em|mình|tôi|is|là|vào))*[\"']?\s*[:=]?\s*[\"']?(" + DATE + r")(?!\d)",
    re.IGNORECASE,
)
MAC = r"[0-9A-Fa-f]{2}(?P<sign>[:-])[0-9A-Fa-f]{2}(?:(?P=sign)[0-9A-Fa-f]{2}){4}|[0-9A-Fa-f]{4}(?:\.[0-9A-Fa-f]{4}){2}"
CARD_OF = re.compile(
    r"(?<!\w)(?:mac(?:[ _-]?addr(?:ess)?)?|bssid|hwaddr|ether|địa chỉ mac|hardware address|wi-?fi address)(?: is| là)?[\"']?\s*[:=]?\s*[\"']?("
    + MAC + r")(?![\w:])",
    re.IGNORECASE,
)  # fmt: skip
SAYS_SAID = words(
    "name name's name’s tên ten called heiße heisse appelle m'appelle m’appelle nom llamo nombre chiamo chamo nome heter hedder nazywam "
    "heet зовут adım attention attn"
)
SAYS_LABEL = words(
    "recipient recipient's surname forename cardholder passenger patient person signed nombre nom cognome nachname vorname naam imię navn "
    "namn tên ten họ người nguoi khách chủ"
)
SAYS_TITLE = words(
    "mr mrs ms mx dr prof miss herr frau señor señora sr sra mme monsieur madame signor signora dear i i'm i’m"
)
SAYS_SPEAKING = words("speaking calling here")
SAYS_PLACE = words(
    "addr adresse anschrift dirección direccion indirizzo endereço adres đ/c d/c dc đc chỉ chi giao nhà ship shipped shipping deliver "
    "delivered send sent mail live located reside residing living move moved wohne habite j'habite vivo"
)
PLACES = (
    "addr", "địa chỉ", "dia chi", "adres", "anschrift", "direcci", "indirizzo", "endereço", "đ/c", "d/c", "dc", "đc", "ship to", "ship it",
    "ship th", "ship my", "ship về", "ship tới", "ship đến", "ship qua", "ship hàng", "shipped", "shipping", "deliver", "send ", "sent ",
    "mail ", "giao tới", "giao đến", "giao về", "giao qua", "giao hàng", "giao cho", " live ", "nhà mình", "nhà em", "nhà tôi", "nhà anh",
    "nhà chị", "located", "resid", "living", "moved", "move to", "wohne", "habite", "vivo en",
)  # fmt: skip
SAIDS = (
    "name", "called", "tên", "ten la", "heiß", "heiss", "appelle", "nom est", "llamo", "nombre es", "chiamo", "chamo", "nome é", "heter",
    "hedder", "nazywam", "ik heet", "зовут", "adım", "attention of", "attn",
)  # fmt: skip
LABELS = (
    "name", "recipient", "surname", "holder", "passenger", "patient", "contact person", "signed by", "họ tên", "họ và tên", "ho ten", "ho va ten",
    "tên khách", "tên người", "tên đầy", "tên chủ", "người nhận", "người gửi", "nguoi nhan", "khách hàng", "chủ t", "nombre", "nom", "cognome",
)  # fmt: skip
TITLES = (
    "mr", "ms", "mx", "dr", "prof", "miss", "herr", "frau", "señor", "sr", "mme", "m.", "monsieur", "madame", "signor", "dear", "i am", "i'm", "i’m",
)  # fmt: skip
NAMES = ("name", "tên", "ten", "naam", "imię", "namn", "navn")
SAYS_BIRTH = words(
    "dob d.o.b birth birthdate birthday born sinh sn geboren geburtsdatum née né nacido nacida nacimiento nato nata nascita nascimento "
    "geboortedatum"
)
BIRTHS = (
    "geboren",
    "dob",
    "d.o.b",
    "birth",
    "born",
    "sinh",
    "sn",
    "gebor",
    "geburt",
    "né",
    "naci",
    "nat",
    "nasc",
)
CUES = SAYS_SAID | SAYS_LABEL | SAYS_TITLE | SAYS_SPEAKING | SAYS_PLACE | SAYS_BIRTH


def people(text: str) -> Iterator[Span]:
    """Yield what is announced; nothing at the price of a glance where no phrase announces."""
    low = text.lower()
    return announced(text, low, CUES.intersection(low.replace("-", " ").split()))


def may_announce(low: str) -> bool:
    """Return whether something announces in the middle of a word: `fullName`, `"address":`."""
    return (
        "name" in low or "addr" in low or "birth" in low or "dob" in low or "mac" in low
        or "holder" in low or "ssid" in low
    )  # fmt: skip


def announced(text: str, low: str, heard: Collection[str]) -> Iterator[Span]:
    """Take the text, the same in small letters, and which of CUES are its words."""
    yield from _names(text, low, heard)
    if not any(digit in text for digit in "0123456789"):
        return
    if "addr" in low or not SAYS_PLACE.isdisjoint(heard):
        for match in _near(PLACED, PLACES, text, low, PLACE_AFTER):
            if end := street_after(text, match.end()):
                yield Span("address", match.end(), end)
    if "birth" in low or "dob" in low or not SAYS_BIRTH.isdisjoint(heard):
        yield from (
            Span("birth", *match.span(1)) for match in _near(BORN, BIRTHS, text, low, BIRTH_AFTER)
        )
    if "mac" in low or "ssid" in low or "hwaddr" in low:
        yield from (Span("mac", *match.span(1)) for match in CARD_OF.finditer(text))


BEFORE = 20
NAME_AFTER, PLACE_AFTER, BIRTH_AFTER = 26, 44, 80
"""Characters around the start of a part of a phrase within which the whole is."""


def _near(
    phrase: re.Pattern[str], parts: Sequence[str], text: str, low: str, after: int
) -> Iterator[re.Match[str]]:
    """Yield what `phrase.finditer` would, but look only where one of its parts is."""
    if len(low) != len(text):
        yield from phrase.finditer(text)
        return
    done = 0
    for at in _places(parts, low):
        start, end = max(at - BEFORE, done), at + after
        for match in phrase.finditer(text, start, end):
            if match.start() >= done:
                yield match
                done = match.end()


def _places(parts: Sequence[str], low: str) -> Sequence[int]:
    places: list[int] = []
    for part in parts:
        if part in low:
            at = low.find(part)
            while at >= 0:
                places.append(at)
                at = low.find(part, at + len(part))
    places.sort()
    return places


FULL, TWO, CAPITAL, ANY = "full", "two", "capital", "any"
PHRASES = (
    (SAID, SAYS_SAID, SAIDS, ANY),
    (LABELLED, SAYS_LABEL, LABELS, TWO),
    (LABEL, SAYS_LABEL, NAMES, FULL),
    (TITLED, SAYS_TITLE, TITLES, CAPITAL),
    (SPEAKING, SAYS_SPEAKING, ("this is", "here is"), CAPITAL),
)
LABELLING = {LABELS, NAMES}


def _names(text: str, low: str, heard: Collection[str]) -> Iterator[Span]:
    is_glued = "name" in low or "holder" in low
    for phrase, cues, parts, bar in PHRASES:
        if cues.isdisjoint(heard) and not (is_glued and bar != CAPITAL):
            continue
        if parts in LABELLING and not _says_what(low, parts):
            continue
        for match in _near(
            phrase, parts, text, low, BIRTH_AFTER if phrase is SPEAKING else NAME_AFTER
        ):
            least = FULL if phrase is TITLED and match.group().startswith("I") else bar
            if end := name_after(text, match.end(), least):
                yield Span("name", match.end(), end)


def _says_what(low: str, parts: Sequence[str]) -> bool:
    return ":" in low or "=" in low or (parts is LABELS and (" is " in low or " là " in low))
