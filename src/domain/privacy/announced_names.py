"""Names of people that a phrase announces."""

import re
from collections.abc import Collection, Iterator, Sequence

from domain.privacy.announcements import near, words
from domain.privacy.finding import Span
from domain.privacy.names import name_after

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
FULL, TWO, CAPITAL, ANY = "full", "two", "capital", "any"
PHRASES = (
    (SAID, SAYS_SAID, SAIDS, ANY),
    (LABELLED, SAYS_LABEL, LABELS, TWO),
    (LABEL, SAYS_LABEL, NAMES, FULL),
    (TITLED, SAYS_TITLE, TITLES, CAPITAL),
    (SPEAKING, SAYS_SPEAKING, ("this is", "here is"), CAPITAL),
)
LABELLING = {LABELS, NAMES}
CUES = SAYS_SAID | SAYS_LABEL | SAYS_TITLE | SAYS_SPEAKING
AFTER, SPEAKING_AFTER = 26, 80


def names(text: str, low: str, heard: Collection[str]) -> Iterator[Span]:
    is_glued = "name" in low or "holder" in low
    for phrase, cues, parts, bar in PHRASES:
        if cues.isdisjoint(heard) and not (is_glued and bar != CAPITAL):
            continue
        if parts in LABELLING and not _says_what(low, parts):
            continue
        for match in near(
            phrase, parts, text, low, SPEAKING_AFTER if phrase is SPEAKING else AFTER
        ):
            least = FULL if phrase is TITLED and match.group().startswith("I") else bar
            if end := name_after(text, match.end(), least):
                yield Span("name", match.end(), end)


def _says_what(low: str, parts: Sequence[str]) -> bool:
    return ":" in low or "=" in low or (parts is LABELS and (" is " in low or " là " in low))
