"""What a name of a field, or the words before a number, lead one to expect."""

import re
from functools import lru_cache

PHONE = (
    r"phones?|tel|telephone|telefon\w*|mobile|cell|fax|sđt|sdt|đt|điện thoại|dien thoai|hotline|whatsapp|"
    r"viber|msisdn|call|gọi|alo|zalo|dien_thoai|handy|móvil|portable|my number|contact|số (?:mình|em|anh|chị|của)|sms|text me|phone number|contact number"
)
NATIONAL = (
    r"ssn|social security|social insurance|sin|itin|tin|tax (?:file )?(?:id|number)|tax id|tfn|nhs|bsn|"
    r"burgerservicenummer|sofi|national (?:id|insurance)|nino|id card|identity|citizen|cccd|cmnd|căn cước|"
    r"chứng minh|can cuoc|aadhaar|aadhar|uid|uidai|pesel|dni|nie|nif|cpf|nric|fin|personnummer|medicare|"
    r"insurance|cpr|codice fiscale|steuer\w*|idnr|sozialversicherung\w*|krankenversicherung\w*|kvnr|rvnr|"
    r"license|licence|passport|hộ chiếu|ho chieu|passeport|reisepass|pasaporte|passaporto|id number|"
    r"thai id|tckn|tc kimlik|kimlik|rrn|resident registration|inn|snils|egn|oib|cnp|cuit|rut|curp|pan|"
    r"voter|epic|driver\w*|healthcare|health|personal (?:id|code|number)|henkilötunnus|hetu|amka|pps|mbi|nin"
)
PASSPORT = (
    r"passport|hộ chiếu|ho chieu|passeport|reisepass|pasaporte|passaporto|"
    r"driver'?s? licen[cs]e|driving licen[cs]e|cmnd|chứng minh|id card|identity card"
)
NOT_ADDRESS = r"v|ver|version|versions|release|build|section|firmware|driver|chapter|clause|phiên bản|mục|oid"
COUNTING = (
    r"orders?|invoice|tracking|ref|reference|isbn|ean|sku|lot|serial|item|ticket|case|parcel|shipment|batch|"
    r"đơn hàng|đơn|mã|vận đơn|hóa đơn|hoá đơn"
)
GAP = r"(?:\W|\b(?:number|num|nr|no|nummer|id|is|are|là|số|so|của|mình|em|tôi|my|me|at|us|on|code|with|the|to)\b){0,40}"


def before(words: str) -> re.Pattern[str]:
    """Return what recognises one of the words as the last thing said, but for small words."""
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_]){GAP}\Z", re.IGNORECASE)


BEFORE = {"phone": before(PHONE), "national_id": before(NATIONAL), "counted": before(COUNTING)}
BEFORE["not ip"] = re.compile(rf"(?:(?<![^\W_])(?:{NOT_ADDRESS})[ .:=]{{0,3}}|[A-Za-z]/)\Z", re.IGNORECASE)
DOCUMENT = re.compile(rf"(?<![^\W_])(?:{PASSPORT})(?![^\W_])", re.IGNORECASE)
REACH = 40
NAMES = {
    "phone": "phone phones mobile tel telephone sdt dt msisdn cell cellphone fax whatsapp hotline dien thoai",
    "email": "email emails mail mailbox",
    "card": "card cards creditcard cardnumber ccnumber",
    "iban": "iban",
    "ip": "ip ipaddress ipv ipv4 ipv6",
    "crypto": "wallet btc eth",
    "national_id": (
        "ssn itin tin tfn nhs bsn nino cccd cmnd aadhaar aadhar pesel dni nie nif cpf nric personnummer passport"
        " national identity citizen medicare insurance licence license cpr snils inn egn curp rut pps mbi nin"
    ),
}
EXPECTED = {word: kind for kind, words in NAMES.items() for word in words.split()}
COUNTED = frozenset(
    "id ids order invoice sku price amount total subtotal quantity qty timestamp time date ts at version lat lng"
    " lon latitude longitude count counter seq sequence offset size length duration ms tracking ean isbn barcode"
    " gtin upc hash digest sha md5 trace span uuid etag build revision serial balance fee tax score weight".split()
)
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@lru_cache(4096)
def expected(name: str) -> str | None:
    """Return the kind that a field of this name holds, `counted` for what is none, or None."""
    words = [word.lower() for word in WORD.findall(name[:64])]
    if {"count", "total", "amount", "at", "verified", "sent"}.isdisjoint(words):
        for word in (*words, "".join(words)):
            if word in EXPECTED:
                return EXPECTED[word]
    return None if COUNTED.isdisjoint(words) else "counted"


def hinted(kind: str, text: str, start: int) -> bool:
    """Return whether the words right before that place announce something of the kind."""
    return BEFORE[kind].search(text[max(0, start - REACH) : start]) is not None


def is_by_a_document(text: str, start: int, end: int) -> bool:
    """Return whether a passport, a licence or an id card is spoken of on either side."""
    return DOCUMENT.search(text, max(0, start - REACH), end + REACH) is not None
